import ArgumentParser
import Server

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answers for the platform's servers on this machine.",
    discussion: """
      Developers' and merchants' servers log users in, send messages and take payments here: \
      /cgi-bin, /sns, /wxa, payment version 2 and 3, on the same users and wallets as the \
      mini-programs that run with the same --data. GET /_sandbox/credentials tells the keys. Only \
      this machine is listened to, the money is play money, and nothing is sent outside but \
      notifications to the addresses that merchants give.
      """)

  @Option(help: "The port to listen to; 0 takes a free one.")
  var port = 8787

  @Option(help: "Makes keys, codes and numbers repeat.")
  var seed: UInt64?

  @OptionGroup var place: DataFolder

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is \(port); it takes 0 to 65535")
    }
  }

  func run() async throws {
    let desk: PlatformDesk
    do {
      desk = try await PlatformDesk.open(on: place.platform, port: port, seed: seed)
    } catch let error as ServerError {
      throw ValidationError(error.description)
    }
    Output.result("http://127.0.0.1:\(desk.port)")
    Output.remark("the platform's servers, with play money; keys: /_sandbox/credentials")
    // Whoever started it ends it by a signal; whatever was committed by then is kept.
    await desk.wait()
  }
}
