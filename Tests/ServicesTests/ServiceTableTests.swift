import Bridge
import Testing
import Wire

@testable import Services

@Suite struct `A table of services` {
  /// Answers with a number of its own, and refuses to be asked for its calls again.
  private struct Numbered: Service {
    static let name = "numbered"
    let number: Double

    var calls: [Call] {
      Call(hidden: "number", answering: { _, _ in CallReply(JSON.number(number).text) })
    }
  }

  private struct Other: Service {
    static let name = "other"

    var calls: [Call] {
      Call(hidden: "other", answering: { _, _ in CallReply("null") })
    }
  }

  private func number(_ table: ServiceTable) throws -> JSON {
    let outcome = try #require(table["number"]).serveNow("{}", Bench().context)
    return try JSON(try #require(outcome).get().text)
  }

  @Test func `that is like another serves its own services`() throws {
    let first = ServiceTable([Numbered(number: 1), Other()])
    let second = ServiceTable([Numbered(number: 2), Other()], like: first)
    #expect(try number(first) == 1)
    #expect(try number(second) == 2)
    #expect(try number(second) == 2)
    #expect(second["other"] != nil)
    #expect(second["none"] == nil)
  }

  @Test func `of other services is like none`() throws {
    let first = ServiceTable([Other(), Numbered(number: 1)])
    let second = ServiceTable([Numbered(number: 2)], like: first)
    #expect(try number(second) == 2)
    #expect(second["other"] == nil)
  }

  @Test func `declares the same as the one that it is like`() throws {
    let services: [any Service] = [ClipboardService(), PhoneService()]
    let first = ServiceTable(services)
    let second = ServiceTable(services, like: first)
    #expect(second.manifest == first.manifest)
    #expect(second.unsupportedNames == first.unsupportedNames)
    #expect(second.declared.map(\.service) == first.declared.map(\.service))
    #expect(
      second.declared.flatMap(\.calls).map(\.name) == first.declared.flatMap(\.calls).map(\.name))
    for name in ["setClipboardData", "makePhoneCall"] { #expect(second[name]?.name == name) }
  }
}
