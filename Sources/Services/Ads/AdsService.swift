import Bridge
import Wire

/// Advertisements (`reference/api-core.md 9.16`). The objects live in the prelude; whether there is
/// anything to show is the device's to say (`DeviceProfile.hasAds`), and whether it is watched to
/// its end is asked on the screen, under `ad`.
public struct AdsService: Service {
  public static let name = "ads"

  public init() {}

  public var calls: [Call] {
    Call(local: "createRewardedVideoAd").summary("Makes an advertisement that pays for something.")
      .category("Ads").since("2.0.4")
    Call(local: "createInterstitialAd").summary("Makes an advertisement between two pages.")
      .category("Ads").since("2.6.0")
    Call(hidden: "ads.load") { (_: CallRequest, context) throws(CallError) in
      guard context.device.profile.hasAds else { throw CallError("no ad", code: 1004) }
      return .nothing
    }
    Call(
      asking: "ads.show",
      example: (Advertisement(adUnitId: "adunit-1"), Watched(isEnded: true)), show
    ).hidden
  }

  private func show(
    _ request: Advertisement, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Watched, CallError>) -> Void
  ) {
    context.device.record("showAd", ["adUnitId": .string(request.adUnitId)])
    let question: JSON = [
      "title": "广告", "content": .string(request.adUnitId), "confirmText": "看完",
    ]
    context.screen.ask("ad", question) { given in
      answer(.success(Watched(isEnded: given?["confirm"]?.bool ?? false)))
    }
  }

  struct Advertisement: Codable, Sendable {
    var adUnitId: String
    var kind: String?
  }

  struct Watched: Codable, Sendable {
    /// Whether it was watched to its end.
    var isEnded: Bool
  }
}
