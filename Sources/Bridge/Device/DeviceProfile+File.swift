import Wire

/// Why a description of a device cannot be used.
public struct DeviceProfileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}

extension DeviceProfile {
  /// The shipped profile with what a file changes of it.
  ///
  /// - Parameter text: a JSON object with only those fields that differ, in the form of
  ///   `DeviceProfile`; what is inside of an object may be partial too.
  public init(changing text: String) throws(DeviceProfileError) {
    let changes: JSON
    do {
      changes = try JSON(Text(text))
    } catch {
      throw DeviceProfileError(
        description: "a device profile is a JSON object, and this is not JSON: \(error)")
    }
    self = try DeviceProfile().changed(by: changes)
  }

  /// The same profile with some fields taken from a JSON object.
  public func changed(by changes: JSON) throws(DeviceProfileError) -> DeviceProfile {
    let encoded: JSON
    do throws(CallError) {
      encoded = try JSONCoding.encode(self).value
    } catch {
      throw DeviceProfileError(description: error.reason)
    }
    let whole = try Self.merged(encoded, changes, Self.shape, path: "")
    let profile: DeviceProfile
    do throws(CallError) {
      profile = try JSONCoding.decode(DeviceProfile.self, from: CallRequest(whole))
    } catch {
      let place = error.reason.replacing("parameter error: parameter.", with: "")
      throw DeviceProfileError(description: "a device profile cannot be read: \(place)")
    }
    try profile.judge()
    return profile
  }

  private static let shape = Shape(of: DeviceProfile.self)

  private static func merged(
    _ old: JSON?, _ new: JSON, _ shape: Shape, path: String
  ) throws(DeviceProfileError) -> JSON {
    guard case .object(let fields) = shape, !(new.isNull && !path.isEmpty) else { return new }
    guard let changes = new.object else {
      throw DeviceProfileError(
        description: "\(path.isEmpty ? "a device profile" : path) should be an object")
    }
    var result = old?.object ?? JSONObject()
    for member in changes.members {
      let name = path.isEmpty ? member.name : "\(path).\(member.name)"
      guard let field = fields.first(where: { $0.name == member.name }) else {
        throw DeviceProfileError(
          description: "a device has no '\(name)'; there are "
            + fields.map(\.name).joined(separator: ", "))
      }
      result[member.name] = try merged(result[member.name], member.value, field.shape, path: name)
    }
    return .object(result)
  }

  /// Refuses figures that no device has.
  private func judge() throws(DeviceProfileError) {
    let bounds: [(String, Double, ClosedRange<Double>)] = [
      ("screenWidth", screenWidth, 1...10_000), ("screenHeight", screenHeight, 1...10_000),
      ("pixelRatio", pixelRatio, 0.5...8), ("battery.level", Double(battery.level), 0...100),
      ("display.brightness", display.brightness, 0...1),
      ("location.latitude", location?.latitude ?? 0, -90...90),
      ("location.longitude", location?.longitude ?? 0, -180...180),
    ]
    for (name, value, range) in bounds where !range.contains(value) {
      throw DeviceProfileError(
        description: "'\(name)' is \(value); it takes \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
