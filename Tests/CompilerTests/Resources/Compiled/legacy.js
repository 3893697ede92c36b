(function (X) { 'use strict'; return {path:"legacy.wxml",wxs:{},
main:[{l:{f:(D,S,W)=>D.l,d:[["l"]],p:"1:23",t:"l"},n:0,k:"id",p:"1:1",c:[{i:[[{f:(D,S,W)=>S[0],d:[[0]],p:"1:49",t:"item"},[{e:"view",p:"1:1"}]]]}]},
{i:[[{f:(D,S,W)=>D.a,d:[["a"]],p:"2:16",t:"a"},[{e:"view",p:"2:1"}]],[{f:(D,S,W)=>D.b,d:[["b"]],p:"2:39",t:"b"},[{e:"view",p:"2:22"}]],[null,[{e:"view",p:"2:45"}]]]},
{l:{f:(D,S,W)=>D.l,d:[["l"]],p:"3:17",t:"l"},n:0,k:null,p:"3:1",c:[{e:"view",p:"3:1"}]},
{e:"view",p:"4:1",a:{CLASS:"x",id:"a"},b:[["hidden",{f:(D,S,W)=>D.b,d:[["b"]],p:"4:31",t:"b"}]]},
{i:[[{f:(D,S,W)=>D.a,d:[["a"]],p:"5:16",t:"a"},[{e:"view",p:"5:1"}]],[{f:(D,S,W)=>D.a,d:[["a"]],p:"5:47",t:"a"},[{e:"view",p:"5:30"}]]]}],
templates:{},
imports:[]}; })
// warning legacy.wxml:1:7  wx:for-items is an old spelling; write wx:for
// warning legacy.wxml:1:28  wx-key is an old spelling; write wx:key
// warning legacy.wxml:1:40  wx-if is an old spelling; write wx:if
// warning legacy.wxml:2:7  wx-if is an old spelling; write wx:if
// warning legacy.wxml:2:28  wx-elif is an old spelling; write wx:elif
// warning legacy.wxml:2:51  wx-else is an old spelling; write wx:else
// warning legacy.wxml:3:7  wx-for is an old spelling; write wx:for
// warning legacy.wxml:3:36  wx:for-index takes a plain name, found ''; write for example index
// warning legacy.wxml:4:2  tag names are lower case, found <View>, read as <view>; write view
// warning legacy.wxml:4:20  the value of id has no quotes; write id="a"
// warning legacy.wxml:5:21  wx:if and wx:else stand on one element; keep one of them
// warning legacy.wxml:5:52  wx:elif and wx:else stand on one element; keep one of them
