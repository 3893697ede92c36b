/// A WXML file as code for the view runtime.
public struct CompiledTemplate: Sendable {
  /// `(function (X) { 'use strict'; return { path, wxs, main, templates, imports }; })`.
  ///
  /// Of a rejected file, this is the code of what could be understood.
  public let code: String
  public let diagnostics: [Diagnostic]
  /// Package paths of the files whose templates this one may use; the last one wins.
  public let imports: [String]
  /// Package paths of the files whose content went into the code.
  public let includes: [String]
  /// The wxs modules written inside the file.
  public let wxsModules: [InlineWXS]
  /// Package paths of the wxs files the file names.
  public let wxsSources: [String]
  /// Where each tag is first used, by its name in lower case.
  public let tags: [String: TagUse]

  /// What the code counts, by the number of the counter; empty when it was not asked to.
  public let counters: [TemplateCounter]

  /// Whether the platform would refuse the file.
  public var isRejected: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A wxs module written between the tags of a `<wxs>`.
public struct InlineWXS: Hashable, Sendable {
  /// The name to ask for it by: `pages/a/a.wxml#name`.
  public let name: String
  public let source: String
  /// The line of the file its first line stands on, counted from 1.
  public let line: Int
}

/// The place of a tag in a file.
public struct TagUse: Hashable, Sendable {
  /// The file's package path, which differs from the template's for what it includes.
  public let path: String
  /// From 1.
  public let line: Int
  public let column: Int
}
