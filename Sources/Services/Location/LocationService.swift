import Bridge
import Wire

/// Where the device is, and places on the map (`reference/api-core.md 9.9`).
///
/// The device's place is that of its profile. After `startLocationUpdate` its changes are told.
/// Places are chosen on the screen, under `place`.
public struct LocationService: Service {
  public static let name = "location"

  public init() {}

  public var calls: [Call] {
    Call(atOnce: "getLocation", example: (LocationRequest(type: "gcj02"), Self.example), locate)
      .summary("Tells where the device is.").category("Location")
      .scope(.userLocation).privacy(.location).errors([3: "system permission denied"])
    Call(
      atOnce: "getFuzzyLocation",
      example: (LocationRequest(), Point(latitude: 23.1, longitude: 113.3)), locateRoughly
    )
    .summary("Tells where the device is, to about ten kilometres.").category("Location")
    .since("2.25.0").scope(.userFuzzyLocation).privacy(.location)
    .errors([3: "system permission denied"])
    Call(asking: "chooseLocation", example: (Near(), Self.chosen), choose)
      .summary("Lets the person choose a place on a map.").category("Location")
      .scope(.userLocation).privacy(.location)
    Call(asking: "choosePoi", example: (Nothing(), Poi(type: 2)), choosePoi)
      .summary("Lets the person choose a place or a city.").category("Location").since("2.19.0")
      .privacy(.location)
    Call(
      recording: "openLocation", example: Shown(latitude: 23.1, longitude: 113.3),
      check: { (request) throws(CallError) in try request.judge() }
    )
    .summary("Shows a place on a map.").category("Location")
    for name in ["startLocationUpdate", "startLocationUpdateBackground"] {
      Call(atOnce: name, example: (LocationRequest(), Nothing()), start)
        .summary("Starts to tell of changes of the place.").category("Location").since("2.8.0")
        .scope(name.hasSuffix("Background") ? .userLocationBackground : .userLocation)
        .privacy(.location).errors([3: "system permission denied"])
    }
    Call(atOnce: "stopLocationUpdate", example: (Nothing(), Nothing()), stop)
      .summary("Stops to tell of changes of the place.").category("Location").since("2.8.0")
    Call(event: "onLocationChange", example: Self.example)
      .summary("The device moved.").category("Location").since("2.8.1")
    Call(event: "onLocationChangeError", example: Failure(errCode: 2))
      .summary("The place is no longer known.").category("Location").since("2.31.0")
  }

  private static let updates = "location"
  private static let marsUpdates = "location.gcj02"

  private func place(_ context: CallContext) throws(CallError) -> DeviceProfile.Place {
    let profile = context.device.profile
    guard let place = profile.location, profile.permissions.location else {
      throw CallError("system permission denied", errno: 3, code: 2)
    }
    return place
  }

  private func locate(
    _ request: LocationRequest, _ context: CallContext
  ) throws(CallError) -> Location {
    let location = Location(try place(context), inGCJ: try request.isGCJ)
    guard request.altitude != true else { return location }
    var flat = location
    flat.altitude = 0
    flat.verticalAccuracy = 0
    return flat
  }

  private func locateRoughly(
    _ request: LocationRequest, _ context: CallContext
  ) throws(CallError) -> Point {
    let exact = Location(try place(context), inGCJ: try request.isGCJ)
    func rough(_ degrees: Double) -> Double { (degrees * 10).rounded() / 10 }
    return Point(latitude: rough(exact.latitude), longitude: rough(exact.longitude))
  }

  private func start(
    _ request: LocationRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    _ = try place(context)
    if request.type == "wgs84" { context.device.stop(Self.marsUpdates) }
    // The platform's updates are in GCJ-02 unless a program asks otherwise.
    context.device.start(request.type == "wgs84" ? Self.updates : Self.marsUpdates)
    return Nothing()
  }

  private func stop(_ request: Nothing, _ context: CallContext) -> Nothing {
    context.device.stop(Self.updates)
    context.device.stop(Self.marsUpdates)
    return Nothing()
  }

  public func events(after change: DeviceChange) -> [DeviceEvent] {
    for (sensor, inGCJ) in [(Self.updates, false), (Self.marsUpdates, true)]
    where change.concerns(sensor, \.location) {
      guard let place = change.after.location else {
        return [DeviceEvent("onLocationChangeError", ["errCode": 2])]
      }
      return [DeviceEvent("onLocationChange", encoding: Location(place, inGCJ: inGCJ))]
    }
    return []
  }

  /// The question is a `Choice` whose `places` hold latitude and longitude; beside an index it may
  /// be answered by a whole place `{"latitude", "longitude", "name", "address"}`.
  private func choose(
    _ request: Near, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Chosen, CallError>) -> Void
  ) {
    let profile = context.device.profile
    let places = (profile.location.map { [$0] } ?? []) + profile.places
    var choice = Choice(key: "place", title: "选择位置", choices: places.map(\.name))
    choice.more["places"] = .array(
      places.map { ["latitude": .number($0.latitude), "longitude": .number($0.longitude)] })
    let asked = choice
    context.screen.ask(asked.key, asked.value) { given in
      if let place = Chosen(given) {
        answer(.success(place))
      } else if let index = asked.picked(from: given).first {
        answer(.success(Chosen(places[index])))
      } else {
        answer(.failure(.cancelled))
      }
    }
  }

  private func choosePoi(
    _ request: Nothing, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Poi, CallError>) -> Void
  ) {
    choose(Near(), context) { chosen in
      answer(
        chosen.map { place in
          Poi(
            type: 2, city: "", name: place.name, address: place.address, latitude: place.latitude,
            longitude: place.longitude)
        })
    }
  }
}
