import Bridge
import Wire

/// Toasts, loading signs and dialogs above whatever page is open (`reference/api-core.md 9.5`).
///
/// On the screen they stand under the keys `toast`, `loading`, `modal` and `actionSheet`. Toast and
/// loading share one place: one takes the other away. A dialog stays until a person, a script or a
/// policy answers it; further ones queue.
public struct InterfaceService: Service {
  public static let name = "interface"

  public init() {}

  public var calls: [Call] {
    Call(atOnce: "showToast", example: (ToastRequest(title: "Saved"), Nothing()), showToast)
    Call(atOnce: "hideToast", example: (HideRequest(), Nothing()), hideToast)
    Call(
      atOnce: "showLoading", example: (LoadingRequest(title: "Loading"), Nothing()), showLoading)
    Call(atOnce: "hideLoading", example: (HideRequest(), Nothing()), hideLoading)
    Call(
      asking: "showModal",
      example: (ModalRequest(title: "Delete?"), ModalReply(confirm: true, cancel: false)),
      showModal)
    Call(
      asking: "showActionSheet",
      example: (ActionSheetRequest(itemList: AtLeastOne(["Copy"])), ActionSheetReply(tapIndex: 0)),
      showActionSheet)
  }

  private func showToast(_ request: ToastRequest, _ context: CallContext) -> Nothing {
    context.screen.show("loading", nil, for: nil)
    context.screen.show("toast", request.shown, for: max(0, request.duration ?? 1_500))
    return Nothing()
  }

  private func hideToast(_ request: HideRequest, _ context: CallContext) -> Nothing {
    context.screen.show("toast", nil, for: nil)
    if request.noConflict != true { context.screen.show("loading", nil, for: nil) }
    return Nothing()
  }

  private func showLoading(_ request: LoadingRequest, _ context: CallContext) -> Nothing {
    context.screen.show("toast", nil, for: nil)
    context.screen.show(
      "loading", ["title": .string(request.title), "mask": .bool(request.mask ?? false)], for: nil)
    return Nothing()
  }

  private func hideLoading(_ request: HideRequest, _ context: CallContext) -> Nothing {
    context.screen.show("loading", nil, for: nil)
    if request.noConflict != true { context.screen.show("toast", nil, for: nil) }
    return Nothing()
  }
}

extension InterfaceService {
  struct ToastRequest: Codable, Sendable {
    var title: String
    /// `success`, `error`, `loading` or `none`; anything else shows `success`.
    var icon: String?
    /// A picture in the place of the icon.
    var image: String?
    /// How long it stays, in milliseconds; 1500 when absent.
    var duration: Double?
    /// Whether what is below can be touched meanwhile.
    var mask: Bool?

    fileprivate var shown: JSON {
      let known = icon.map { ["success", "error", "loading", "none"].contains($0) } ?? false
      return [
        "title": .string(title), "icon": .string(known ? icon ?? "" : "success"),
        "image": .string(image ?? ""), "mask": .bool(mask ?? false),
      ]
    }
  }

  struct LoadingRequest: Codable, Sendable {
    var title: String
    /// Whether what is below can be touched meanwhile.
    var mask: Bool?
  }

  struct HideRequest: Codable, Sendable {
    /// Leaves the other one of toast and loading alone.
    var noConflict: Bool?
  }
}
