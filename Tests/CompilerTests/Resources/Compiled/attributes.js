(function (X) { 'use strict'; return {path:"attributes.wxml",wxs:{},
main:[{e:"view",p:"1:1",a:{id:"a",style:"d: e",slot:"g"},b:[["class",{f:(D,S,W)=>"b "+X.s(D.c),d:[["c"]],p:"1:21",t:"b {{c}}"}],["hidden",{f:(D,S,W)=>D.f,d:[["f"]],p:"1:53",t:"f"}]]},
{e:"scroll-view",p:"2:1",a:{scrollY:true,scrollLeft:"1",myClass:"x",ariaLabel:"l",WebkitX:"1"},b:[["scrollTop",{f:(D,S,W)=>D.t,d:[["t"]],p:"2:37",t:"t"}]]},
{e:"view",p:"3:1",ds:{a:"1",elementtype:"c",flag:true,keepCase:"d"},db:[["elementType",{f:(D,S,W)=>D.b,d:[["b"]],p:"3:39",t:"b"}]]},
{e:"view",p:"4:1",mk:{theMark:"1"},mb:[["other",{f:(D,S,W)=>D.m,d:[["m"]],p:"4:38",t:"m"}]]},
{e:"view",p:"5:1",a:{d:"",e:"\"\"'"},b:[["a",{f:(D,S,W)=>" "+X.s(D.x),d:[["x"]],p:"5:11",t:"{{x}}"}],["b",{f:(D,S,W)=>X.s(D.x)+" ",d:[["x"]],p:"5:21",t:"{{x}}"}],["c",{f:(D,S,W)=>X.s(D.x)+X.s(D.y),d:[["x"],["y"]],p:"5:32",t:"{{x}}{{y}}"}]]},
{e:"view",p:"6:1",a:{fooBar:"d"},b:[["a",{f:(D,S,W)=>D.b,d:[["b"]],p:"6:18",t:"b"}]]},
{e:"kid",p:"7:1",a:{e:"s"},mo:[["value",{f:(D,S,W)=>D.v,d:[["v"]],p:"7:21",t:"v"},["v"]],["listItem",{f:(D,S,W)=>X.g(X.g(D.l,0),"x"),d:[["l",0,"x"]],p:"7:45",t:"l[0].x"},["l",0,"x"]],["c",{f:(D,S,W)=>X.g(X.g(D.l,D.i),"x"),d:[["l"],["i"]],p:"7:66",t:"l[i].x"},["l",(D,S,W)=>D.i,"x"]],["d",{f:(D,S,W)=>D.a+D.b,d:[["a"],["b"]],p:"7:87",t:"a+b"},null]]},
{e:"kid",p:"8:1",g:{row:"ra"}},
{e:"view",p:"9:1"},
{e:"view",p:"10:21"},
{bk:1,a:{slot:"s"},c:[{e:"view",p:"11:17"}]},
{bk:1,b:[["slot",{f:(D,S,W)=>D.s,d:[["s"]],p:"12:16",t:"s"}]],c:["text"]}],
templates:{},
imports:[]}; })
// warning attributes.wxml:2:85  an attribute name starts with a letter, found '-webkit-x'; rename or remove it
// warning attributes.wxml:3:44  data-elementType is read as data-elementtype; put a hyphen before each part, as in data-item-id for dataset.itemId
// warning attributes.wxml:6:13  a is given twice; the last one counts; remove one
// warning attributes.wxml:7:76  model:d can only be written back to a field of the data; write model:d="{{field}}"
// warning attributes.wxml:7:94  model:e without {{ }} binds nothing; write model:e="{{field}}"
// warning attributes.wxml:8:37  generic:cell takes the plain name of a component; the attribute is ignored; write the name without braces
// warning attributes.wxml:9:33  let: attributes exist in glass-easel mode only; the attribute is ignored; remove it
// warning attributes.wxml:9:45  class: attributes exist in glass-easel mode only; the attribute is ignored; remove it
// warning attributes.wxml:9:56  wx:show is no directive; the attribute is ignored; remove it
// warning attributes.wxml:10:8  a <block> leaves no element to carry class; the attribute is ignored; remove it
