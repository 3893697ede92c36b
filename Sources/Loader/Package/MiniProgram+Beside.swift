/// Where scripts lie that run beside the mini-program.
extension MiniProgram {
  /// The folder that `workers` of app.json names, without slashes at its ends; nil without one.
  public var workersFolder: String? {
    let value = appConfig["workers"]
    guard let written = value?.string ?? value?["path"]?.string,
      let path = try? PackagePath.resolve(written, limits: listing.limits)
    else { return nil }
    return path
  }

  /// The folder of a cloud function on disk; nil when there is none, or when its name is none.
  public func cloudFunctionFolder(_ name: String) -> String? {
    guard let root = cloudFunctionRoot, name.utf8.count <= Self.functionNameBytes,
      !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte),
      let folder = Disk.realPath("\(root)/\(name)"), Disk.isFolder(folder),
      PackagePath.isInside(folder, root)
    else { return nil }
    return folder
  }

  /// Where a cloud function is looked for, for a person.
  public func cloudFunctionHint(_ name: String) -> String {
    guard cloudFunctionRoot != nil else {
      return "\"cloudfunctionRoot\" in project.config.json to name the folder of cloud functions"
    }
    let written = projectSettings.values["cloudfunctionRoot"]?.string ?? ""
    return PackagePath.join(
      written.hasSuffix("/") ? String(written.dropLast()) : written,
      "\(name.prefix(Self.functionNameBytes))/index.js")
  }

  /// As long as the platform lets a name be.
  private static let functionNameBytes = 60

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Project {
  /// The folder that `cloudfunctionRoot` names; nil when there is none, or when it is outside.
  var cloudFunctionRoot: String? {
    guard let written = settings.values["cloudfunctionRoot"]?.string,
      let path = try? PackagePath.resolve(String(written.drop { $0 == "/" })),
      let root = Disk.realPath(PackagePath.join(folder, path)), Disk.isFolder(root),
      PackagePath.isInside(root, folder)
    else { return nil }
    return root
  }
}
