package syntax
import ("testing";"os";"github.com/servanda-lang/servanda/source")
func TestTmp(t *testing.T){
 b,_:=os.ReadFile("testdata/small_exchange.pact")
 if x:=os.Getenv("F");x!="" {b,_=os.ReadFile(x)}
 f,ds:=Parse(source.NewFile("a",b))
 for _,d:=range ds { t.Log(d.Span.Position(),d.Code,d.Summary,"|",d.Detail)}
 t.Log(len(f.Decls))
}
