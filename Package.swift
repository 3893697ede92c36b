// swift-tools-version: 6.0
import PackageDescription
let package = Package(name: "Sampan", targets: [
  .target(name: "Wire"),
  .testTarget(name: "WireTests", dependencies: ["Wire"]),
])
