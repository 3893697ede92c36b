/// Which tags do something by themselves (`reference/builtin-components.md`).
enum BuiltInTags {
  /// What an author should know of a tag that no `usingComponents` declares; nil when it works.
  static func remark(on name: String) -> String? {
    if working.contains(name) { return nil }
    // Every tag of a three-dimensional scene starts so.
    if inert.contains(name) || name.hasPrefix("xr-") {
      return "<\(name)> does nothing here: it is shown with its children and sends no events"
    }
    return "<\(name)> is no built-in component; only its children are shown: declare it in"
      + " usingComponents, or use <view>"
  }

  private static let working: Set<String> = [
    "view", "text", "image", "block", "button", "input", "textarea", "form", "label",
    "checkbox", "checkbox-group", "radio", "radio-group", "switch", "slider",
    "scroll-view", "swiper", "swiper-item", "picker", "picker-view", "picker-view-column",
    "navigator", "rich-text", "movable-area", "movable-view", "progress", "icon", "cover-view",
    "cover-image", "match-media", "root-portal", "page-meta", "navigation-bar", "page-container",
    "share-element", "web-view", "canvas", "video", "audio", "map", "open-data", "ad", "slot",
    "template", "import", "include", "wxs",
  ]

  /// Built-in components of the platform that need what there is not: a camera, a call, a shop.
  private static let inert: Set<String> = [
    "camera", "live-player", "live-pusher", "voip-room", "editor", "editor-portal", "ad-custom",
    "official-account", "official-account-publish", "functional-page-navigator", "channel-live",
    "channel-video", "store-home", "store-product", "store-coupon", "store-gift",
    "keyboard-accessory", "selection", "snapshot", "span", "sticky-header", "sticky-section",
    "grid-view", "list-view", "list-builder", "grid-builder", "nested-scroll-header",
    "nested-scroll-body", "draggable-sheet", "open-container", "xr-frame",
    "horizontal-drag-gesture-handler", "vertical-drag-gesture-handler", "pan-gesture-handler",
    "tap-gesture-handler", "long-press-gesture-handler", "scale-gesture-handler",
    "force-press-gesture-handler", "double-tap-gesture-handler", "animation-video",
    "open-data-list", "open-data-item",
    // Of the platform's first years, still written.
    "contact-button", "modal", "loading", "toast", "action-sheet", "action-sheet-item",
    "action-sheet-cancel",
  ]
}
