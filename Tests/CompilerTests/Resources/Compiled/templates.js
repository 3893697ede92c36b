(function (X) { 'use strict'; return {path:"templates.wxml",wxs:{},
main:[{l:{f:(D,S,W)=>D.l,d:[["l"]],p:"6:17",t:"l"},n:0,k:null,p:"6:1",c:[{e:"view",p:"6:1",c:[{is:"t",d:{f:(D,S,W)=>X.o(X.o({},S[0]),{index:S[1],n:X.g(S[0],"n")}),d:[[0],[1]],p:"6:47",t:"...item, index, n: item.n"},p:"6:22"}]}]},
{is:{f:(D,S,W)=>(D.item%2)?"odd":"even",d:[["item"]],p:"7:17",t:"item % 2 ? 'odd' : 'even'"},d:null,p:"7:1"},
{is:"t",d:{f:(D,S,W)=>({a:D.a}),d:[["a"]],p:"8:26",t:"a"},p:"8:1"},
{is:"t",d:{f:(D,S,W)=>({a:D.a}),d:[["a"]],p:"8:58",t:"a"},p:"8:32"},
{is:"t",d:null,p:"8:65"},
{is:"t",d:{f:(D,S,W)=>X.g(D.item,"data"),d:[["item","data"]],p:"9:26",t:"item.data"},p:"9:1"},
{is:"t",d:{f:(D,S,W)=>({a:1}),d:[],p:"9:66",t:"{a: 1}"},p:"9:40"},
{e:"view",p:"12:1",c:[]}],
templates:{["__proto__"]:{b:["nested"]},
t:{b:[{e:"text",p:"10:20",c:[{t:{f:(D,S,W)=>X.s(D.item),d:[["item"]],p:"10:26",t:"{{item}}"}},
{is:"t",d:null,p:"10:34"}]}]}},
imports:["cards.wxml"]}; })
// warning templates.wxml:3:1  <import> names 'none.wxml', which is not in the package; add the file or correct src
// warning templates.wxml:4:2  expected a plain path in the src of <import>, found none; write src="./file.wxml"
// warning templates.wxml:8:55  the data of a template is one {{ }}, found space around it; remove the space
// warning templates.wxml:8:88  the data of a template is one {{ }} and nothing else; it is ignored; write data="{{...item}}"
// warning templates.wxml:10:17  template 't' is defined twice; the last one counts; rename one
// warning templates.wxml:11:1  a <template> needs a name to define it or an is to use one, found neither; add is="name"
// warning templates.wxml:11:11  the content of <template> is never shown; remove one of them
