(function (X) { 'use strict'; return {path:"conditions.wxml",wxs:{},
main:[{i:[[{f:(D,S,W)=>D.a,d:[["a"]],p:"1:16",t:"a"},[{e:"view",p:"1:1",c:["1"]}]],[{f:(D,S,W)=>D.b,d:[["b"]],p:"3:18",t:"b"},[{e:"view",p:"3:1",c:["2"]}]],[null,["3",
{e:"view",p:"4:17"}]]]},
{i:[[{f:(D,S,W)=>D.c,d:[["c"]],p:"5:16",t:"c"},[{e:"view",p:"5:1"}]]]},
{i:[[{f:(D,S,W)=>D.d,d:[["d"]],p:"6:16",t:"d"},[{e:"view",p:"6:1"}]]]},
{e:"text",p:"6:22"},
{i:[[{f:(D,S,W)=>D.e,d:[["e"]],p:"7:17",t:"e"},[{i:[[{f:(D,S,W)=>D.f,d:[["f"]],p:"7:38",t:"f"},["x"]],[null,["y"]]]}]],[null,[{e:"view",p:"8:1",c:["z"]}]]]},
{i:[[{f:(D,S,W)=>D.g,d:[["g"]],p:"9:23",t:"g"},[{e:"view",p:"9:8"}]]]},
{i:[[{f:(D,S,W)=>D.h,d:[["h"]],p:"10:16",t:"h"},[{s:"",p:"10:1"}]],[null,[{is:"t",d:null,p:"10:22"}]]]},
{i:[["false",[{e:"view",p:"11:1"}]]]},
{i:[["",[{e:"view",p:"11:23"}]]]},
{i:[[true,[{e:"view",p:"11:39"}]],[null,[{e:"view",p:"12:1"}]]]},
{e:"view",p:"12:16"},
{e:"view",p:"12:31"}],
templates:{},
imports:[]}; })
// warning conditions.wxml:8:16  the value of wx:else is not looked at; remove it
// warning conditions.wxml:11:7  wx:if without {{ }} is a text and therefore always true; write wx:if="{{false}}"
// warning conditions.wxml:11:48  wx:if has no condition and is therefore always true; write wx:if="{{condition}}"
// error conditions.wxml:12:17  wx:else needs a wx:if or wx:elif on the element before it; put it next to its wx:if, with nothing between
// error conditions.wxml:12:32  wx:elif needs a wx:if or wx:elif on the element before it; put it next to its wx:if, with nothing between
