import Bridge

/// The device's clipboard (`reference/api-core.md 9.10`).
public struct ClipboardService: Service {
  public static let name = "clipboard"
  /// The longest text, in UTF-8 bytes.
  static let textBytes = 1 << 20

  public init() {}

  public var calls: [Call] {
    Call(atOnce: "setClipboardData", example: (Copied(data: "A-1234"), Nothing()), set)
      .summary("Copies a text, and says so by a toast.")
      .category("Device").since("1.1.0")
      .limits(named: ["data": "\(Self.textBytes) bytes"])
    Call(atOnce: "getClipboardData", example: (Nothing(), Copied(data: "A-1234")), get)
      .summary("Tells the text that was copied last.")
      .category("Device").since("1.1.0").privacy(.clipboard)
  }

  private func set(_ request: Copied, _ context: CallContext) throws(CallError) -> Nothing {
    let bytes = request.data.utf8.count
    guard bytes <= Self.textBytes else {
      throw CallError("the text has \(bytes) bytes; at most \(Self.textBytes) fit", errno: 1001)
    }
    context.device.change { $0.clipboard = request.data }
    context.screen.show("loading", nil, for: nil)
    context.screen.show(
      "toast", ["title": "内容已复制", "icon": "success", "image": "", "mask": false], for: 1_500)
    return Nothing()
  }

  private func get(_ request: Nothing, _ context: CallContext) -> Copied {
    Copied(data: context.device.profile.clipboard)
  }

  struct Copied: Codable, Sendable {
    /// The text.
    var data: String
  }
}
