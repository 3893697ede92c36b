(function (X) { 'use strict'; return {path:"components.wxml",wxs:{},
main:[{s:"",p:"1:1"},
{s:"a",p:"1:8"},
{s:{f:(D,S,W)=>D.b,d:[["b"]],p:"1:38",t:"b"},a:{slot:"c"},b:[["class",{f:(D,S,W)=>D.d,d:[["d"]],p:"1:61",t:"d"}]],p:"1:24"},
{l:{f:(D,S,W)=>D.l,d:[["l"]],p:"2:17",t:"l"},n:0,k:null,p:"2:1",c:[{s:{f:(D,S,W)=>S[0],d:[[0]],p:"2:30",t:"item"},p:"2:1"}]},
{e:"my-component",p:"3:1",b:[["propName",{f:(D,S,W)=>D.x,d:[["x"]],p:"3:28",t:"x"}]],c:[{e:"view",p:"3:33",a:{slot:"a"},c:["in"]}]},
{e:"image",p:"4:1"},
{e:"input",p:"4:9",b:[["value",{f:(D,S,W)=>D.v,d:[["v"]],p:"4:25",t:"v"}]]}],
templates:{},
imports:[]}; })
// warning components.wxml:2:38  the content of a <slot> is never shown; remove it
// warning components.wxml:3:2  tag names are lower case, found <my-Component>, read as <my-component>; write my-component
// warning components.wxml:3:59  tag names are lower case, found <my-Component>, read as <my-component>; write my-component
