/// What is known of properties: which are inherited, and what they are when nobody sets them.
enum PropertyTable {
  static func isInherited(_ property: String) -> Bool {
    property.hasPrefix("--") || inherited.contains(property)
  }

  static let inherited: Set<String> = [
    "border-collapse", "border-spacing", "caption-side", "color", "cursor", "direction",
    "empty-cells", "font", "font-family", "font-feature-settings", "font-kerning", "font-size",
    "font-stretch", "font-style", "font-variant", "font-weight", "hyphens", "image-rendering",
    "letter-spacing", "line-height", "list-style", "list-style-image", "list-style-position",
    "list-style-type", "orphans", "overflow-wrap", "pointer-events", "quotes", "tab-size",
    "text-align", "text-align-last", "text-indent", "text-shadow", "text-transform", "visibility",
    "white-space", "widows", "word-break", "word-spacing", "word-wrap", "writing-mode",
    "-webkit-font-smoothing", "-webkit-text-size-adjust", "-webkit-tap-highlight-color",
  ]

  static func initial(_ property: String) -> String {
    if let value = initials[property] { return value }
    if property.hasPrefix("margin-") || property.hasPrefix("padding-") { return "0px" }
    if property.hasPrefix("border-") {
      if property.hasSuffix("-width") || property.hasSuffix("-radius") { return "0px" }
      if property.hasSuffix("-style") { return "none" }
    }
    return ""
  }

  private static let initials: [String: String] = [
    "align-content": "normal", "align-items": "normal", "align-self": "auto",
    "animation-name": "none", "background-color": "rgba(0, 0, 0, 0)", "background-image": "none",
    "background-position": "0% 0%", "background-repeat": "repeat", "background-size": "auto",
    "bottom": "auto", "box-shadow": "none", "box-sizing": "content-box", "clear": "none",
    "color": "rgb(0, 0, 0)", "column-gap": "normal", "content": "normal", "cursor": "auto",
    "direction": "ltr", "display": "inline", "filter": "none", "flex-basis": "auto",
    "flex-direction": "row", "flex-grow": "0", "flex-shrink": "1", "flex-wrap": "nowrap",
    "float": "none", "font-size": "16px", "font-style": "normal", "font-weight": "400",
    "height": "auto", "justify-content": "normal", "left": "auto", "letter-spacing": "normal",
    "line-height": "normal", "max-height": "none", "max-width": "none", "min-height": "auto",
    "min-width": "auto", "opacity": "1", "order": "0", "overflow-x": "visible",
    "overflow-y": "visible", "pointer-events": "auto", "position": "static", "right": "auto",
    "row-gap": "normal", "text-align": "start", "text-decoration-line": "none",
    "text-indent": "0px", "text-overflow": "clip", "text-transform": "none", "top": "auto",
    "transform": "none", "transition": "all 0s ease 0s", "vertical-align": "baseline",
    "visibility": "visible", "white-space": "normal", "width": "auto", "word-break": "normal",
    "z-index": "auto",
  ]

  /// How a built-in tag is laid out unless a style sheet says otherwise (reference/wxss.md 7.8).
  static func display(ofTag tag: String) -> String {
    switch tag {
    case "text", "label", "block", "slot": "inline"
    case "image", "input", "icon", "switch", "checkbox", "radio", "video", "audio": "inline-block"
    case _ where builtIns.contains(tag): "block"
    default: "inline"
    }
  }

  private static let builtIns: Set<String> = [
    "page", "view", "scroll-view", "swiper", "swiper-item", "movable-area", "movable-view",
    "cover-view", "cover-image", "progress", "rich-text", "button", "form", "picker",
    "picker-view", "picker-view-column", "slider", "textarea", "editor", "navigator", "map",
    "canvas", "web-view", "ad", "camera", "live-player", "live-pusher", "open-data",
    "official-account", "checkbox-group", "radio-group", "page-container", "root-portal",
    "match-media", "functional-page-navigator", "share-element",
  ]
}
