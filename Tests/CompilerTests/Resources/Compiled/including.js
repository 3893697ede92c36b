(function (X) { 'use strict'; return {path:"including.wxml",wxs:{tools:{inline:"including.wxml#tools"}},
main:[{e:"text",p:"part.wxml:1:44",c:[{t:{f:(D,S,W)=>X.s(D.item)+X.s(X.g(D.k,"v"))+X.s(X.w(W.tools,"v")),d:[["item"],["k","v"]],p:"part.wxml:1:50",t:"{{item}}{{k.v}}{{tools.v}}"}}]},
{l:{f:(D,S,W)=>D.l,d:[["l"]],p:"3:17",t:"l"},n:0,k:null,p:"3:1",c:[{e:"view",p:"3:1",c:[{e:"text",p:"part.wxml:1:44",c:[{t:{f:(D,S,W)=>X.s(S[0])+X.s(X.g(D.k,"v"))+X.s(X.w(W.tools,"v")),d:[[0],["k","v"]],p:"part.wxml:1:50",t:"{{item}}{{k.v}}{{tools.v}}"}}]}]}]},
{i:[[{f:(D,S,W)=>D.a,d:[["a"]],p:"4:19",t:"a"},[{e:"text",p:"part.wxml:1:44",c:[{t:{f:(D,S,W)=>X.s(D.item)+X.s(X.g(D.k,"v"))+X.s(X.w(W.tools,"v")),d:[["item"],["k","v"]],p:"part.wxml:1:50",t:"{{item}}{{k.v}}{{tools.v}}"}}]}]],[null,[{e:"view",p:"4:41"}]]]},
{e:"view",p:"loop.wxml:1:1"}],
templates:{},
imports:["deep.wxml","cards.wxml"]}; })
// warning including.wxml:6:1  <include> names 'none.wxml', which is not in the package; add the file or correct src
// warning including.wxml:6:28  expected a plain path in the src of <include>, found none; write src="./file.wxml"
// warning including.wxml:6:37  the path '../../out.wxml' leaves the package; write a path inside the package
// warning loop.wxml:1:8  'loop.wxml' includes itself; the loop stops here; remove one of the includes
