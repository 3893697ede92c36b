import Host
import Testing
import Wire

/// Components that show something: `MiniPrograms/gallery`, a journey for each page.
@Suite struct ContentJourneys {
  @Test func `index: leads to every page`() async throws {
    try await Gallery.visit("index") { gallery in
      try await gallery.session.tap("page-meta")
      await gallery.session.settle()
      #expect(await gallery.session.currentPage == "pages/page-meta/page-meta")
    }
  }

  @Test func `view: a caught tap stays inside`() async throws {
    try await Gallery.visit("view") { gallery in
      try await gallery.session.tap(".inner")
      #expect(await gallery.text(".told") == "The inner view")
      try await gallery.session.tap(".other")
      #expect(await gallery.text(".told") == "The outer view")
    }
  }

  @Test func `text: lines and entities`() async throws {
    try await Gallery.visit("text") { gallery in
      #expect(await gallery.screen == "Two lines in one text Selectable , 1 < 2")
    }
  }

  @Test func `image: natural sizes of files, and why there is none`() async throws {
    try await Gallery.visit("image") { gallery in
      let screen = await gallery.screen
      #expect(screen.contains("Loaded, "))
      #expect(screen.contains("GET /images/none.png 404 (Not Found)"))
    }
  }

  @Test func `icon: each has a role and a name`() async throws {
    try await Gallery.visit("icon") { gallery in
      let icon = await gallery.described("icon")
      #expect(icon?["role"] == "img" && icon?["name"] == "success")
    }
  }

  @Test func `progress: shows its percent`() async throws {
    try await Gallery.visit("progress") { gallery in
      try await gallery.session.tap("button")
      #expect(await gallery.attribute("percent", of: ".bar") == 40)
    }
  }

  @Test func `rich-text: trees and HTML give the same kind of content`() async throws {
    try await Gallery.visit("rich-text") { gallery in
      #expect(
        await gallery.described(".tree")?["content"]
          == [["name": "b", "children": [["text": "Bold"]]]])
      #expect(
        await gallery.described(".html")?["content"]
          == [
            [
              "name": "p",
              "children": [
                ["text": "A paragraph with "], ["name": "em", "children": [["text": "stress"]]],
              ],
            ]
          ])
    }
  }

  @Test func `scroll-view: positions are told with their way`() async throws {
    try await Gallery.visit("scroll-view") { gallery in
      try await gallery.session.scroll(".list", top: 120)
      #expect(await gallery.text(".told") == "Scrolled to 120")
      #expect(await gallery.attribute("scrollTop", of: ".list") == 120)
      try await gallery.session.tap("button")
      #expect(await gallery.attribute("scrollIntoView", of: ".list") == "row10")
    }
  }

  @Test func `swiper: the source of a change is told`() async throws {
    try await Gallery.visit("swiper") { gallery in
      try await gallery.session.swipe(".cards", to: 2)
      #expect(await gallery.text(".told") == "Card 2, by touch")
      try await gallery.session.tap("button")
      #expect(await gallery.text(".told") == "Card 1")
    }
  }

  @Test func `navigator: goes, replaces and comes back`() async throws {
    try await Gallery.visit("navigator") { gallery in
      try await gallery.session.tap(".go")
      await gallery.session.settle()
      #expect(
        await gallery.session.stack()
          == ["pages/navigator/navigator", "pages/text/text?from=navigator"])
    }
    try await Gallery.visit("navigator") { gallery in
      try await gallery.session.tap(".instead")
      await gallery.session.settle()
      #expect(await gallery.session.stack() == ["pages/view/view"])
    }
  }

  @Test func `video: a context plays and pauses it`() async throws {
    try await Gallery.visit("video") { gallery in
      try await gallery.session.tap(".play")
      #expect(await gallery.text(".told") == "play")
      try await gallery.session.tap(".pause")
      #expect(await gallery.text(".told") == "pause")
    }
  }

  @Test func `canvas: is there, with its role`() async throws {
    try await Gallery.visit("canvas") { gallery in
      #expect(await gallery.described("#sheet")?["role"] == "img")
    }
  }

  @Test func `map: a tapped marker is told by its id`() async throws {
    try await Gallery.visit("map") { gallery in
      try await gallery.session.tapMarker(".town", id: 1)
      #expect(await gallery.text(".told") == "Marker 1")
    }
  }

  @Test func `web-view: the destination is recorded`() async throws {
    try await Gallery.visit("web-view") { gallery in
      #expect(await gallery.state("webView") == "https://example.com/terms")
    }
  }

  @Test func `open-data: the default text is its name`() async throws {
    try await Gallery.visit("open-data") { gallery in
      #expect(await gallery.described("open-data")?["name"] == "A friend")
    }
  }

  @Test func `cover-view: is tapped like a view`() async throws {
    try await Gallery.visit("cover-view") { gallery in
      try await gallery.session.tap(".over")
      #expect(await gallery.text(".told") == "Tapped")
    }
  }

  @Test func `movable-view: goes where it is dragged`() async throws {
    try await Gallery.visit("movable-view") { gallery in
      try await gallery.session.move(".piece", x: 50, y: 60)
      #expect(await gallery.text(".told") == "50, 60")
    }
  }

  @Test func `page-meta: sets up its page and follows changes`() async throws {
    try await Gallery.visit("page-meta") { gallery in
      #expect(await gallery.state("background")?["color"] == "#ffeecc")
      #expect(await gallery.state("nav")?["title"] == "page-meta")
      try await gallery.session.tap("button")
      #expect(await gallery.state("nav")?["title"] == "Renamed")
    }
  }
}
