import APIs
import Sampan

// Runs a mini-program once, with the functions of this package on `wx`, and prints its screen.
let host = try MiniProgramHost(HostConfiguration(dataFolder: ".state", services: allServices))
let (program, diagnostics) = await host.load(CommandLine.arguments.dropFirst().first ?? ".")
for diagnostic in diagnostics { print(diagnostic) }
if let program {
  let session = try await host.open(
    program, LaunchRequest(clock: .virtual(start: host.now)))
  await session.settle(within: 2_000)
  print(await session.screenText(columns: 60))
  _ = await session.close()
}
