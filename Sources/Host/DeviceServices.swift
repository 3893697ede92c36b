import Bridge
import Services

/// The services that stand on the device in the visitor's hand.
enum DeviceServices {
  static func all(
    _ configuration: HostConfiguration, _ files: FileStore, _ network: NetworkService
  ) -> [any Service] {
    let album = Album(folder: configuration.dataFolder + "/albums")
    return [
      StateService(), ClipboardService(), PhoneService(), SensorsService(), LocationService(),
      PapersService(), ShareService(), DestinationsService(), SubscribeService(),
      BluetoothService(), WifiService(), NearbyService(), ScanService(album: album),
      AdsService(), CameraService(album: album, temporaryFiles: files.temporary),
      RecorderService(temporaryFiles: files.temporary),
      MediaService(album: album, files: files, network: network),
    ]
  }
}
