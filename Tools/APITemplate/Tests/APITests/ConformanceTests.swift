import APIs
import Sampan
import Testing

@Test func `every function keeps the platform's conventions`() async throws {
  #expect(try await Conformance.check(allServices).findings == [])
}
