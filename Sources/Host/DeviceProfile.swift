import Wire

/// The device that mini-programs believe to run on. The shipped one is a phone of 375 by 667
/// points (`reference/api-core.md 9.6`).
public struct DeviceProfile: Sendable, Hashable {
  public var screenWidth = 375.0
  public var screenHeight = 667.0
  public var pixelRatio = 2.0
  public var statusBarHeight = 20.0
  public var navigationBarHeight = 44.0
  public var platform = "devtools"
  public var system = "iOS 16.0"
  public var language = "zh_CN"
  public var brand = "devtools"
  public var model = "iPhone 6/7/8"

  public init() {}

  /// What `getSystemInfoSync` answers, as one flat object.
  var value: JSON {
    let windowHeight = screenHeight - statusBarHeight - navigationBarHeight
    return [
      "brand": .string(brand), "model": .string(model), "pixelRatio": .number(pixelRatio),
      "screenWidth": .number(screenWidth), "screenHeight": .number(screenHeight),
      "windowWidth": .number(screenWidth), "windowHeight": .number(windowHeight),
      "statusBarHeight": .number(statusBarHeight),
      "screenTop": .number(statusBarHeight + navigationBarHeight),
      "language": .string(language), "version": "8.0.5", "system": .string(system),
      "platform": .string(platform), "SDKVersion": "3.8.0", "fontSizeSetting": 16,
      "fontSizeScaleFactor": 1, "benchmarkLevel": 1, "abi": "x86_64", "deviceAbi": "x86_64",
      "cpuType": "unknown", "memorySize": 2048, "enableDebug": false,
      "deviceOrientation": "portrait",
      "bluetoothEnabled": true, "locationEnabled": true, "wifiEnabled": true,
      "albumAuthorized": true, "cameraAuthorized": true, "locationAuthorized": true,
      "microphoneAuthorized": true, "notificationAuthorized": true,
      "notificationAlertAuthorized": true, "notificationBadgeAuthorized": true,
      "notificationSoundAuthorized": true, "bluetoothAuthorized": true,
      "locationReducedAccuracy": false, "phoneCalendarAuthorized": true,
      "safeArea": [
        "left": 0, "right": .number(screenWidth), "top": .number(statusBarHeight),
        "bottom": .number(screenHeight), "width": .number(screenWidth),
        "height": .number(screenHeight - statusBarHeight),
      ],
    ]
  }
}
