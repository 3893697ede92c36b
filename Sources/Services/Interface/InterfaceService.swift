import Bridge
import Wire

/// Toasts, loading signs and dialogs, over whatever page is open (`reference/api-core.md 9.5`).
///
/// A dialog stays until a person, a script or a policy answers it.
public struct InterfaceService: Service {
  public static let name = "interface"

  public init() {}

  public var calls: [Call] {
    Call(
      "showToast",
      example: (
        .init(title: "Saved", icon: "success", image: "", duration: 1500, mask: false), Nothing()
      ), showToast)
    Call("hideToast", example: (.init(noConflict: false), Nothing()), hideToast)
    Call("showLoading", example: (.init(title: "Loading", mask: false), Nothing()), showLoading)
    Call("hideLoading", example: (.init(noConflict: false), Nothing()), hideLoading)
    Call(
      "showModal",
      example: (
        .init(
          title: "Delete?", content: "", showCancel: true, cancelText: "No", cancelColor: "",
          confirmText: "Yes", confirmColor: "", editable: false, placeholderText: ""),
        .init(confirm: true, cancel: false, content: nil)
      ), showModal)
    Call(
      "showActionSheet",
      example: (.init(itemList: ["A", "B"], itemColor: "", alertText: ""), .init(tapIndex: 0)),
      showActionSheet)
  }

  private func showToast(_ request: ToastRequest, _ context: CallContext) async -> Nothing {
    let icons = ["success", "error", "loading", "none"]
    let icon = request.icon.flatMap { icons.contains($0) ? $0 : nil } ?? "success"
    await context.screen.show("loading", nil, for: nil)
    await context.screen.show(
      "toast", ["title": .string(request.title), "icon": .string(icon)],
      for: request.duration ?? 1500)
    return Nothing()
  }

  private func hideToast(_ request: HideRequest, _ context: CallContext) async -> Nothing {
    await context.screen.show("toast", nil, for: nil)
    if request.noConflict != true { await context.screen.show("loading", nil, for: nil) }
    return Nothing()
  }

  private func showLoading(_ request: LoadingRequest, _ context: CallContext) async -> Nothing {
    await context.screen.show("toast", nil, for: nil)
    await context.screen.show("loading", ["title": .string(request.title)], for: nil)
    return Nothing()
  }

  private func hideLoading(_ request: HideRequest, _ context: CallContext) async -> Nothing {
    await context.screen.show("loading", nil, for: nil)
    if request.noConflict != true { await context.screen.show("toast", nil, for: nil) }
    return Nothing()
  }

  private func showModal(
    _ request: ModalRequest, _ context: CallContext
  ) async throws(CallError) -> ModalReply {
    let confirmText = request.confirmText ?? "确定"
    let cancelText = request.cancelText ?? "取消"
    for (name, text) in [("confirmText", confirmText), ("cancelText", cancelText)]
    where ButtonText.columns(text) > ButtonText.limit {
      throw CallError("\(name) length should not larger than 4 Chinese characters")
    }
    let answer = await context.screen.ask(
      "modal",
      [
        "title": .string(request.title ?? ""), "content": .string(request.content ?? ""),
        "showCancel": .bool(request.showCancel ?? true), "cancelText": .string(cancelText),
        "confirmText": .string(confirmText), "editable": .bool(request.editable ?? false),
        "placeholderText": .string(request.placeholderText ?? ""),
      ])
    let confirmed = answer?["confirm"]?.bool ?? false
    let content = request.editable == true && confirmed ? answer?["content"]?.string ?? "" : nil
    return ModalReply(confirm: confirmed, cancel: !confirmed, content: content)
  }

  private func showActionSheet(
    _ request: ActionSheetRequest, _ context: CallContext
  ) async throws(CallError) -> ActionSheetReply {
    guard !request.itemList.isEmpty else {
      throw .parameter("parameter.itemList should have at least 1 item;")
    }
    guard request.itemList.count <= 6 else {
      throw .parameter("itemList should not be large than 6")
    }
    let answer = await context.screen.ask(
      "actionSheet",
      [
        "itemList": .array(request.itemList.map { .string($0) }),
        "alertText": .string(request.alertText ?? ""),
      ])
    guard let index = answer?["tapIndex"]?.int, request.itemList.indices.contains(index) else {
      throw .cancelled
    }
    return ActionSheetReply(tapIndex: index)
  }
}

/// The length of a dialog's button, where a Chinese character counts two.
enum ButtonText {
  static let limit = 8

  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0xFF ? 2 : 1) }
  }
}
