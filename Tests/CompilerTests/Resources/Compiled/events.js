(function (X) { 'use strict'; return {path:"events.wxml",wxs:{m:{inline:"events.wxml#m"}},
main:[{e:"view",p:"2:1",v:[["bind","tap","a"],["bind","tap","b"],["catch","touchmove",""],["catch","my-event","c"],["mut","tap","d"]]},
{e:"view",p:"3:1",v:[["capture-bind","tap","e"],["capture-catch","tap","f"],["capture-mut","tap","g"]]},
{e:"view",p:"4:1",v:[["bind","tap",{f:(D,S,W)=>D.h,d:[["h"]],p:"4:18",t:"h"}],["bind","longpress",{f:(D,S,W)=>"on"+X.s(D.i),d:[["i"]],p:"4:38",t:"on{{i}}"}],["bind","touchstart",{f:(D,S,W)=>X.w(W.m,"f"),d:[],p:"4:66",t:"m.f"}],["bind","myEvent",""]]},
{e:"view",p:"5:1",a:{mutBindtap:"x"},b:[["prop",{f:(D,S,W)=>D.p,d:[["p"]],p:"5:53",t:"p"}]],ch:[["prop",{f:(D,S,W)=>X.w(W.m,"f"),d:[],p:"5:38",t:"m.f"}]]},
{e:"view",p:"6:1",v:[["bind","tap","a"],["bind","tap","b"]]}],
templates:{},
imports:[]}; })
// warning events.wxml:5:65  change:other needs a function of a <wxs> module in {{ }}; the attribute is ignored; remove it
