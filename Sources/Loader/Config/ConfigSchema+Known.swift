extension ConfigSchema {
  /// The keys of app.json (reference/app-and-config.md 1.2).
  static let app = ConfigSchema(
    name: "app.json",
    shapes: [
      "pages": .array, "entryPagePath": .string, "window": .object, "tabBar": .object,
      "subpackages": .array, "subPackages": .array, "preloadRule": .object,
      "networkTimeout": .object, "debug": .boolean, "functionalPages": .any,
      "usingComponents": .object, "componentPlaceholder": .object, "plugins": .object,
      "workers": .either([.string, .object]), "requiredBackgroundModes": .array,
      "requiredPrivateInfos": .array, "permission": .object, "sitemapLocation": .string,
      "style": .string, "useExtendedLib": .object, "darkmode": .boolean,
      "themeLocation": .string, "lazyCodeLoading": .choice(["requiredComponents"]),
      "singlePage": .object, "resizable": .boolean, "renderer": .any,
      "componentFramework": .any, "rendererOptions": .any, "convertRpxToVw": .any,
      "static": .any, "miniApp": .any, "halfPage": .any, "embeddedAppIdList": .any,
      "entranceDeclare": .any, "supportedMaterials": .any,
      "multiSelectSupportedMaterials": .any, "serviceProviderTicket": .any,
      "chatTools": .any, "debugOptions": .any, "enablePassiveEvent": .any,
      "resolveAlias": .object, "appBar": .any, "navigateToMiniProgramAppIdList": .any,
      "cloud": .any, "useExtendedComponents": .any, "__usePrivacyCheck__": .any,
      "openLocationPagePath": .any, "behavior": .any, "ignoreDevUnusedFiles": .any,
    ])

  /// The keys of `window` in app.json (1.3).
  static let window = ConfigSchema(name: "window", shapes: windowShapes)

  /// The keys of a page's or component's json (1.3).
  static let page = ConfigSchema(
    name: "a page's json",
    shapes: windowShapes.merging(componentShapes) { shape, _ in shape }
      .merging(["disableScroll": .boolean, "backgroundColorContent": .color]) { shape, _ in shape },
    misplaced: ["window": "write its keys here without window around them"])

  /// The keys of `tabBar` (1.4).
  static let tabBar = ConfigSchema(
    name: "tabBar",
    shapes: [
      "color": .color, "selectedColor": .color, "backgroundColor": .color,
      "borderStyle": .choice(["black", "white"]), "position": .choice(["bottom", "top"]),
      "custom": .boolean, "list": .array,
    ])

  /// The keys of one item of `tabBar.list`.
  static let tab = ConfigSchema(
    name: "a tab",
    shapes: [
      "pagePath": .string, "text": .string, "iconPath": .string, "selectedIconPath": .string,
    ])

  /// The keys of one item of `subpackages` (1.6).
  static let subpackage = ConfigSchema(
    name: "a subpackage",
    shapes: [
      "root": .string, "name": .string, "pages": .array, "independent": .boolean,
      "entry": .string, "plugins": .object, "renderer": .any, "componentFramework": .any,
    ])

  private static let windowShapes: [String: ConfigShape] = [
    "navigationBarBackgroundColor": .color,
    "navigationBarTextStyle": .choice(["white", "black"]),
    "navigationBarTitleText": .string,
    "navigationStyle": .choice(["default", "custom"]),
    "homeButton": .boolean,
    "backgroundColor": .color,
    "backgroundTextStyle": .choice(["dark", "light"]),
    "backgroundColorTop": .color,
    "backgroundColorBottom": .color,
    "enablePullDownRefresh": .boolean,
    "onReachBottomDistance": .number,
    "pageOrientation": .choice(["portrait", "auto", "landscape"]),
    "restartStrategy": .choice(["homePage", "homePageAndLatestPage"]),
    "initialRenderingCache": .choice(["static", "dynamic", "capture"]),
    "visualEffectInBackground": .choice(["none", "hidden"]),
    "handleWebviewPreload": .choice(["static", "manual", "auto"]),
    "style": .any, "singlePage": .any, "enablePassiveEvent": .any, "renderer": .any,
    "rendererOptions": .any, "componentFramework": .any,
  ]

  /// Keys that describe how the file is used as a component, not how its page looks.
  static let componentShapes: [String: ConfigShape] = [
    "component": .boolean, "usingComponents": .object, "componentGenerics": .object,
    "componentPlaceholder": .object,
    "styleIsolation": .choice([
      "isolated", "apply-shared", "shared", "page-isolated", "page-apply-shared", "page-shared",
    ]),
    "pureDataPattern": .string, "options": .any, "componentFramework": .any,
  ]
}
