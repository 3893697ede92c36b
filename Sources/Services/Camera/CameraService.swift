import Bridge
import Wire

/// What the camera takes (`reference/builtin-components.md 6.17`): the first picture and the first
/// video of the device's album. The contexts live in the prelude.
public struct CameraService: Service {
  public static let name = "camera"
  private let album: Album
  private let temporary: TemporaryFiles

  public init(album: Album, temporaryFiles: TemporaryFiles) {
    self.album = album
    temporary = temporaryFiles
  }

  public var calls: [Call] {
    Call(local: "createCameraContext").summary("Controls the camera of the page.")
      .category("Media").since("1.6.0")
    Call(local: "createLivePlayerContext").summary("Controls a live stream that is watched.")
      .category("Media").since("1.7.0")
    Call(local: "createLivePusherContext").summary("Controls a live stream that is sent.")
      .category("Media").since("1.7.0")
    Call(hidden: "camera.photo") { (_: CallRequest, context) throws(CallError) in
      let path = try take(.image, context)
      return CallReply((["tempImagePath": .string(path)] as JSON).text)
    }
    .scope(.camera).privacy(.camera)
    Call(hidden: "camera.video") { (_: CallRequest, context) throws(CallError) in
      let reply: JSON = [
        "tempThumbPath": .string(try take(.image, context)),
        "tempVideoPath": .string(try take(.video, context)),
      ]
      return CallReply(reply.text)
    }
    .scope(.camera).privacy(.camera)
  }

  private func take(_ kind: Album.Kind, _ context: CallContext) throws(CallError) -> String {
    guard context.device.profile.permissions.camera else {
      throw CallError("system permission denied", errno: 3)
    }
    let samples = SampleMedia.album.filter { $0.kind == kind }
    let file = album.files(for: context, kinds: [kind]).first ?? samples[0]
    return try temporary.add(try file.bytes(), suffix: file.suffix, for: context.session)
  }
}
