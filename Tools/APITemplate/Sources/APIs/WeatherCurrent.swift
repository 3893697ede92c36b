import Sampan

struct WeatherCurrent: Service {
  static let name = "weather.current"
  struct Request: Codable, Sendable { var name: String }
  struct Reply: Codable, Sendable { var greeting: String }

  var calls: [Call] {
    Call(
      "weather.current", example: (Request(name: "Ada"), Reply(greeting: "Hello, Ada"))
    ) { request, _ in
      Reply(greeting: "Hello, \(request.name)")
    }
  }
}
