import Bridge
import Wire

/// Acceleration, direction, rotation and attitude (`reference/api-core.md 9.10`).
///
/// A sensor that was started tells of itself once and then whenever the device's profile changes;
/// one that lies still says nothing, so that a test's clock can rest. Listening alone starts the
/// accelerometer and the compass, as on the platform.
public struct SensorsService: Service {
  public static let name = "sensors"

  public init() {}

  public var calls: [Call] {
    sensor("accelerometer", on: "startAccelerometer", off: "stopAccelerometer", since: "1.1.0")
    sensor("compass", on: "startCompass", off: "stopCompass", since: "1.1.0")
    sensor("gyroscope", on: "startGyroscope", off: "stopGyroscope", since: "2.3.0")
    sensor(
      "deviceMotion", on: "startDeviceMotionListening", off: "stopDeviceMotionListening",
      since: "2.3.0")
    Call(event: "onAccelerometerChange", example: DeviceProfile.Vector(x: 0, y: 0, z: -1))
      .summary("Acceleration in units of gravity.").category("Device")
    Call(event: "onCompassChange", example: Direction(direction: 90, accuracy: "high"))
      .summary("Degrees from north.").category("Device")
    Call(event: "onGyroscopeChange", example: DeviceProfile.Vector(x: 0, y: 0, z: 0))
      .summary("Rotation in radians per second.").category("Device").since("2.3.0")
    Call(event: "onDeviceMotionChange", example: Attitude(alpha: 0, beta: 0, gamma: 0))
      .summary("How the device is held, in degrees.").category("Device").since("2.3.0")
  }

  private func sensor(_ name: String, on: String, off: String, since: String) -> [Call] {
    [
      Call(atOnce: on, example: (Interval(interval: "ui"), Nothing())) { request, context in
        context.device.start(name)
        return Nothing()
      }
      .summary("Starts to tell.").category("Device").since(since),
      Call(atOnce: off, example: (Nothing(), Nothing())) { (_: Nothing, context) in
        context.device.stop(name)
        return Nothing()
      }
      .summary("Stops to tell.").category("Device").since(since),
    ]
  }

  public func events(after change: DeviceChange) -> [DeviceEvent] {
    let sensors = change.after.sensors
    var events: [DeviceEvent] = []
    if change.concerns("accelerometer", \.sensors.acceleration) {
      events.append(DeviceEvent("onAccelerometerChange", sensors.acceleration.value))
    }
    if change.concerns("compass", \.sensors.direction)
      || change.concerns("compass", \.sensors.accuracy)
    {
      events.append(
        DeviceEvent(
          "onCompassChange",
          ["direction": .number(sensors.direction), "accuracy": .string(sensors.accuracy)]))
    }
    if change.concerns("gyroscope", \.sensors.rotation) {
      events.append(DeviceEvent("onGyroscopeChange", sensors.rotation.value))
    }
    if change.concerns("deviceMotion", \.sensors.attitude) {
      events.append(
        DeviceEvent(
          "onDeviceMotionChange",
          [
            "alpha": .number(sensors.alpha), "beta": .number(sensors.beta),
            "gamma": .number(sensors.gamma),
          ]))
    }
    return events
  }

  struct Interval: Codable, Sendable {
    /// `game`, `ui` or `normal`; the host tells of changes only, whatever it says.
    var interval: String?
  }

  struct Direction: Codable, Sendable {
    var direction: Double
    var accuracy: JSON
  }

  struct Attitude: Codable, Sendable {
    var alpha: Double
    var beta: Double
    var gamma: Double
  }
}

extension DeviceProfile.Vector {
  fileprivate var value: JSON { ["x": .number(x), "y": .number(y), "z": .number(z)] }
}

extension DeviceProfile.Sensors {
  fileprivate var attitude: [Double] { [alpha, beta, gamma] }
}
