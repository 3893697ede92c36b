import Compiler

/// Templates that include and import each other, themselves too.
///
/// Promises: no trap; the same input compiles to the same code; the code does not grow past its
/// limit by more than one node.
enum TemplateTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    let package = PackageInput(input, ending: "wxml")
    for framework in [ComponentFramework.exparser, .glassEasel] { check(package, framework) }
  }

  private static func check(_ package: PackageInput, _ framework: ComponentFramework) {
    let first = compile(package, framework)
    precondition(
      first.code == compile(package, framework).code, "the same text compiles to other code")
    precondition(first.code.utf8.count < Limits.outputBytes * 2, "the code outgrows its limit")
    precondition(
      first.diagnostics.count <= Limits.diagnostics * 2, "more remarks than the limit allows")
  }

  private static func compile(
    _ package: PackageInput, _ framework: ComponentFramework
  ) -> CompiledTemplate {
    Template.compile(
      source: package.main, path: package.mainPath, framework: framework, include: package.text)
  }

  static let seeds = [
    #"<view class="a {{b}}" wx:for="{{list}}" wx:key="id" bindtap="go">{{item.n + 1}}</view>"#,
    #"<block wx:if="{{a && !b}}"/><text wx:elif="{{c ? d[0] : 'x'}}">t</text><view wx:else/>"#,
    #"<import src="b.wxml"/><template is="{{t}}" data="{{...o, x: [1, 2]}}"/>"#
      + "\0" + #"<template name="t"><slot name="s"/>{{x}}</template>"#,
    #"<include src="./b.wxml"/>"# + "\0" + #"<include src="a.wxml"/>"#,
    #"<wxs module="m">module.exports = {f: function (a) { return a }}</wxs>{{m.f(a.b['c'])}}"#,
    "<!-- c --><input model:value=\"{{a.b}}\" catch:tap='{{h}}' mark:x=\"1\" data-a-b hidden/>",
    #"<a let:b="{{c}}" let:d="{{b + f(1)}}" slot:e="g" class:h="{{b}}" class="i"/>"#,
    #"<block slot:a-b><a style:c="{{aB}}px" style="d: url(';'); e:f">{{aB}}</a></block>"#,
    "<text decode>&nbsp;&lt;{{'}}'}}\\n</text><wxs src=\"c.wxs\" module=\"n\"/>",
  ]
}

/// Scripts and wxs modules.
///
/// Promise: no trap.
enum ScriptTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    let text = String(decoding: input, as: UTF8.self)
    _ = Script.usesModuleSyntax(text)
    _ = WXS.compile(source: text, path: "a.wxs")
  }

  static let seeds = [
    "import a, {b as c} from './a'\nexport default class {}",
    "var x = `a${`b`}` // import\nvar y = /[/]\\/import/g\n/* export */ import('./b')",
    "var f = function (a) { return a.constructor }\nmodule.exports = { f: f, g: getDate() }",
    "'use strict'; require('../a.js').b(1.5e3, 0x1F, 'a\\u0041\\\n', null)",
  ]
}

/// Style sheets that import each other.
///
/// Promises: no trap; the segments lie one after the other inside the text; what is parsed is made
/// of the same files.
enum StyleTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    let package = PackageInput(input, ending: "wxss")
    let sheet = Stylesheet.flatten(
      source: package.main, path: package.mainPath, read: package.text)
    var end = 0
    for segment in sheet.segments {
      precondition(segment.bytes.lowerBound >= end, "segments overlap")
      end = segment.bytes.upperBound
    }
    precondition(end <= sheet.text.utf8.count, "a segment ends past the text")
    let compiled = Stylesheet.compile(
      source: package.main, path: package.mainPath, of: .component, read: package.text)
    precondition(
      compiled.diagnostics.count <= Limits.diagnostics * 2, "more remarks than the limit allows")
    precondition(compiled.files == sheet.files, "parsing changes what was imported")
  }

  static let seeds = [
    "@import 'b.wxss';\n.a { width: 10rpx }\0@import \"a.wxss\"; .b {}",
    "/* @import 'b.wxss'; */ .a::after { content: \"@import 'c'\" }", "@import url(b.wxss) screen;",
    "@media (min-width:1rpx){a:not(.b,#c)>d[e='f' i]::g{h:calc(1rpx + 2%)!important}}@k l{m:n}",
  ]
}

/// Source maps, as a transform or a package brings them.
///
/// Promises: no trap, wherever one looks.
enum SourceMapTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    guard let map = SourceMap(json: String(decoding: input, as: UTF8.self)) else { return }
    for line in [Int.min, -1, 0, 1, 2, 3, .max] {
      for column in [Int.min, -1, 0, 1, 7, .max] { _ = map.origin(line: line, column: column) }
    }
  }

  static let seeds = [
    #"{"version":3,"sources":["a.ts"],"names":[],"mappings":"AAAA,SAASA;EACP;;gBCDA"}"#,
    #"{"version":3,"sourceRoot":"r","sources":["a","b"],"mappings":";;;CAAgB;;+/////D"}"#,
  ]
}
