(function (X) { 'use strict'; return {path:"modules.wxml",wxs:{a:{src:"lib/a.wxs"},c:{src:"lib/c.wxs"},d:{inline:"modules.wxml#d"},e:{inline:"modules.wxml#e"},"f-g":{inline:"modules.wxml#f-g"},nested:{src:"lib/n.wxs"}},
main:[{e:"view",p:"9:1",c:[{t:{f:(D,S,W)=>X.s(X.w(W.a,"b"))+X.s(X.c(X.w(W.nested,"x"),[X.w(W.c,"y")]))+X.s(D.out),d:[["out"]],p:"9:45",t:"{{a.b}}{{nested.x(c.y)}}{{out}}"}}]}],
templates:{},
imports:[]}; })
// warning modules.wxml:2:1  the path '../x/b.wxs' leaves the package; write a path inside the package
// warning modules.wxml:8:14  module 'd' is defined twice; the last one counts; rename one
// warning modules.wxml:8:58  src counts only on an empty <wxs>; the text between the tags is used; remove one of them
// warning modules.wxml:8:65  a module name is made of letters, digits and _, found 'f-g'; no expression can use the module; rename it
