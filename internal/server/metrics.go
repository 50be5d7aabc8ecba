package server

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/servanda-lang/servanda/internal/ledger/store"
)

// metrics are what is counted, in a registry of their own. They name routes, roles and statuses, and nobody's key, event or evidence.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec   // by route and status
	seconds  *prometheus.HistogramVec // by route
	refused  *prometheus.CounterVec   // by why
	events   *prometheus.CounterVec   // by whether they were new
	commits  prometheus.Observer
	batch    prometheus.Observer
	full     prometheus.Counter
	analyses *prometheus.CounterVec // by what came of them
	cosigned *prometheus.CounterVec // by what came of it
	panics   prometheus.Counter
	size     prometheus.Gauge
}

func newMetrics(queued, analysing func() float64) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	name := func(n, help string) prometheus.Opts {
		return prometheus.Opts{Namespace: "servanda", Name: n, Help: help}
	}
	counter := func(n, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts(name(n, help)), labels)
		m.registry.MustRegister(c)
		return c
	}
	histogram := func(n, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "servanda", Name: n, Help: help, Buckets: buckets}, labels)
		m.registry.MustRegister(h)
		return h
	}
	m.requests = counter("requests_total", "Requests answered.", "route", "status")
	m.seconds = histogram("request_seconds", "How long an answer took.", prometheus.ExponentialBuckets(0.001, 4, 8), "route")
	m.refused = counter("refused_total", "Requests refused before they were looked at.", "why")
	m.events = counter("events_total", "Events acknowledged, and whether they were new.", "new")
	m.commits = histogram("commit_seconds", "How long it took to bring events to the disk.", prometheus.ExponentialBuckets(0.0005, 4, 8)).WithLabelValues()
	m.batch = histogram("commit_events", "How many events went to the disk together.", prometheus.ExponentialBuckets(1, 4, 6)).WithLabelValues()
	m.full = counter("queue_full_total", "Requests that found the queue full.").WithLabelValues()
	m.analyses = counter("analyses_total", "Standings asked for, and what came of it.", "outcome")
	m.cosigned = counter("cosignatures_total", "Witnesses asked to cosign, and what came of it.", "outcome")
	m.panics = counter("panics_total", "Faults of the server itself.").WithLabelValues()
	m.size = prometheus.NewGauge(prometheus.GaugeOpts(name("ledger_entries", "Entries of the ledger, when it was last looked at.")))
	m.registry.MustRegister(m.size,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts(name("queue_requests", "Requests that wait to be recorded.")), queued),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts(name("analyses_running", "Standings being worked out.")), analysing),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// recorded counts what was acknowledged.
func (m *metrics) recorded(receipts []store.Receipt, took time.Duration) {
	m.commits.Observe(took.Seconds())
	m.batch.Observe(float64(len(receipts)))
	for _, r := range receipts {
		word := "no"
		if r.New {
			word = "yes"
			m.size.Set(float64(r.Entry + 1))
		}
		m.events.WithLabelValues(word).Inc()
	}
}

// Metrics answers with what was counted, for Prometheus. It is for an address of its own: who asks there is not asked who they are.
func (s *Server) Metrics() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.told.registry, promhttp.HandlerOpts{}))
	return mux
}
