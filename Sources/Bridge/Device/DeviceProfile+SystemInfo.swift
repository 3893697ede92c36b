import Wire

extension DeviceProfile {
  /// What `getSystemInfoSync` answers, as one flat object (`reference/api-core.md 9.6`).
  public var systemInfo: JSON {
    let windowHeight = screenHeight - statusBarHeight - navigationBarHeight
    let safeBottom = screenHeight - safeAreaBottom
    return [
      "brand": .string(brand), "model": .string(model), "pixelRatio": .number(pixelRatio),
      "devicePixelRatio": .number(pixelRatio),
      "screenWidth": .number(screenWidth), "screenHeight": .number(screenHeight),
      "windowWidth": .number(screenWidth), "windowHeight": .number(windowHeight),
      "statusBarHeight": .number(statusBarHeight),
      "screenTop": .number(statusBarHeight + navigationBarHeight),
      "language": .string(language), "version": .string(version), "system": .string(system),
      "platform": .string(platform), "SDKVersion": .string(libraryVersion),
      "theme": .string(theme),
      "host": ["appId": "", "env": "WeChat", "version": .string(version)],
      "fontSizeSetting": .number(fontSize), "fontSizeScaleFactor": .number(fontSize / 16),
      "benchmarkLevel": .number(Double(benchmarkLevel)), "abi": "x86_64", "deviceAbi": "x86_64",
      "cpuType": "unknown", "memorySize": .number(Double(memorySize)), "enableDebug": false,
      "deviceOrientation": .string(orientation),
      "bluetoothEnabled": .bool(bluetooth?.isOn ?? false),
      "locationEnabled": .bool(location != nil),
      "wifiEnabled": .bool(wifi != nil || network.type == "wifi"),
      "albumAuthorized": .bool(permissions.album), "cameraAuthorized": .bool(permissions.camera),
      "locationAuthorized": .bool(permissions.location),
      "microphoneAuthorized": .bool(permissions.microphone),
      "notificationAuthorized": .bool(permissions.notifications),
      "notificationAlertAuthorized": .bool(permissions.notifications),
      "notificationBadgeAuthorized": .bool(permissions.notifications),
      "notificationSoundAuthorized": .bool(permissions.notifications),
      "bluetoothAuthorized": .bool(permissions.bluetooth), "locationReducedAccuracy": false,
      "phoneCalendarAuthorized": .bool(permissions.calendar),
      "safeArea": [
        "left": 0, "right": .number(screenWidth), "top": .number(statusBarHeight),
        "bottom": .number(safeBottom), "width": .number(screenWidth),
        "height": .number(safeBottom - statusBarHeight),
      ],
    ]
  }
}
