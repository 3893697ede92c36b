import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `Inspecting` {
  private static let programs = SampanProcess.programs

  @Test func `shows the first settled screen`() throws {
    let run = try SampanProcess(["run", Self.programs + "/hello", "--headless"])
    #expect(run.code == 0)
    #expect(run.output.contains("Hello, world!"))
    #expect(run.remarks == "")
  }

  @Test func `gives one JSON object with all that a page is made of`() throws {
    let run = try SampanProcess(["inspect", Self.programs + "/counter", "--json"])
    #expect(run.code == 0)
    #expect(run.output.split(separator: "\n").count == 1)
    let value = try JSON(parsing: run.output)
    for name in ["app", "page", "stack", "tree", "data", "console", "errors", "unsupported"] {
      #expect(value[name] != nil, "\(name)")
    }
    #expect(value["data"]?["sum"]?.int == 5)
    let tree = try #require(value["tree"]?.array)
    #expect(tree.first?["component"]?.string == "components/counter/counter")
    #expect(tree.first?["dataset"]?["index"]?.int == 0)
    let button = tree.first?["children"]?.array?.first?["children"]?.array?[1]
    #expect(button?["tag"]?.string == "button")
    #expect(button?["class"]?.string == "less")
    #expect(button?["attributes"]?["size"]?.string == "mini")
    #expect(button?["children"]?.array?.first?["text"]?.string == "−")
  }

  @Test func `opens the page that is asked for`() throws {
    let run = try SampanProcess([
      "inspect", Self.programs + "/tabs", "--json", "--page", "shop/pages/item/item",
      "--query", "id=2",
    ])
    let value = try JSON(parsing: run.output)
    #expect(run.code == 0)
    #expect(value["page"]?.string == "shop/pages/item/item")
    #expect(value["data"]?["item"]?["name"]?.string == "Milk")
  }

  @Test(arguments: ["hello", "counter", "notes", "tabs"])
  func `opens every page`(_ name: String) throws {
    let run = try SampanProcess(["inspect", Self.programs + "/" + name, "--json", "--all-pages"])
    #expect(run.code == 0)
    let pages = try #require(try JSON(parsing: run.output)["pages"]?.array)
    #expect(!pages.isEmpty)
    for page in pages {
      #expect(page["opened"]?.bool == true, "\(page)")
      #expect(page["errors"]?.array?.isEmpty == true, "\(page)")
    }
  }

  @Test func `fails when the program does`() throws {
    let run = try SampanProcess(["inspect", Self.programs + "/broken/script-throws", "--json"])
    #expect(run.code == 1)
    #expect(try JSON(parsing: run.output)["errors"]?.array?.count == 1)
  }
}
