(function (X) { 'use strict'; return {path:"loops.wxml",wxs:{},
main:[{l:{f:(D,S,W)=>D.list,d:[["list"]],p:"1:17",t:"list"},n:0,k:"id",p:"1:1",c:[{e:"view",p:"1:1",c:[{t:{f:(D,S,W)=>X.s(S[1])+":"+X.s(X.g(S[0],"name")),d:[[1],[0,"name"]],p:"1:37",t:"{{index}}:{{item.name}}"}}]}]},
{l:{f:(D,S,W)=>D.rows,d:[["rows"]],p:"2:18",t:"rows"},n:0,k:"*this",p:"2:1",c:[{l:{f:(D,S,W)=>X.g(S[0],"cells"),d:[[0,"cells"]],p:"3:19",t:"row.cells"},n:2,k:"k",p:"3:3",c:[{e:"text",p:"3:3",c:[{t:{f:(D,S,W)=>X.s(S[1])+","+X.s(S[3])+"="+X.s(S[2])+" "+X.s(X.g(S[0],"n"))+" "+X.s(D.item),d:[[1],[3],[2],[0,"n"],["item"]],p:"3:62",t:"{{y}},{{index}}={{cell}} {{row.n}} {{item}}"}}]}]}]},
{l:{f:(D,S,W)=>3,d:[],p:"5:17",t:"3"},n:0,k:null,p:"5:1",c:[{i:[[{f:(D,S,W)=>S[0]>1,d:[[0]],p:"5:31",t:"item \u003e 1"},[{e:"view",p:"5:1",c:[{t:{f:(D,S,W)=>X.s(S[0]),d:[[0]],p:"5:43",t:"{{item}}"}}]}]]]}]},
{l:"abc",n:0,k:null,p:"6:1",c:[{e:"view",p:"6:1"}]},
{l:{f:(D,S,W)=>X.s([1,2])+" ",d:[],p:"6:35",t:"{{[1, 2]}}"},n:0,k:null,p:"6:21",c:[{e:"view",p:"6:21"}]},
{l:{f:(D,S,W)=>D.a,d:[["a"]],p:"7:17",t:"a"},n:0,k:"item.id",p:"7:1",c:[{e:"view",p:"7:1"}]},
{l:{f:(D,S,W)=>D.a,d:[["a"]],p:"8:17",t:"a"},n:0,k:null,p:"8:1",c:[{e:"view",p:"8:1"}]},
{l:true,n:0,k:null,p:"8:33",c:[{e:"view",p:"8:33"}]},
{i:[[{f:(D,S,W)=>D.x,d:[["x"]],p:"9:16",t:"x"},[{e:"view",p:"9:1"}]]]},
{l:{f:(D,S,W)=>D.a,d:[["a"]],p:"9:38",t:"a"},n:0,k:null,p:"9:22",c:[{e:"view",p:"9:22"}]},
{l:{f:(D,S,W)=>({a:1}),d:[],p:"10:18",t:"{a: 1}"},n:0,k:null,p:"10:1",c:[{e:"view",p:"10:1",b:[["slot",{f:(D,S,W)=>S[0],d:[[0]],p:"10:37",t:"item"}]]}]}],
templates:{},
imports:[]}; })
// warning loops.wxml:6:7  wx:for without {{ }} repeats over the characters of a text; write wx:for="{{abc}}"
// warning loops.wxml:7:30  wx:key is not evaluated; it names a property of the items, or is *this; write wx:key="id"
// warning loops.wxml:7:56  wx:for-item takes a plain name, found 'it'; write for example item
// warning loops.wxml:8:39  wx:for has no list to repeat over; write wx:for="{{list}}"
// error loops.wxml:9:22  wx:else cannot stand on an element with wx:for; put a <block wx:else> around it
