import TestSupport
import Testing

@testable import Style

@Suite(.ownThreads) struct `Lengths in rpx` {
  @Test(arguments: [
    (100.0, 375.0, 50.0), (15, 375, 7), (1, 375, 1), (2, 320, 1), (750, 414, 414), (33, 414, 18),
    (0, 375, 0), (25, 375, 12), (-25, 375, -13), (-1, 375, -1),
  ])
  func `are rounded as the platform does`(_ number: Double, _ width: Double, _ pixels: Double) {
    var environment = StyleEnvironment()
    environment.screenWidth = width
    #expect(environment.pixels(fromRelative: number) == pixels)
  }

  @Test func `become half a pixel where a phone can show it`() {
    var environment = StyleEnvironment()
    environment.isPhoneWithHalfPixels = true
    #expect(environment.converted("1rpx solid") == "0.5px solid")
    environment.pixelRatio = 1
    #expect(environment.converted("1rpx solid") == "1px solid")
  }

  @Test(arguments: [
    ("10rpx", "5px"), ("calc(100% - 20rpx)", "calc(100% - 10px)"), ("1.5em", "1.5em"),
    ("calc(2rpx+2rpx)", "calc(1px+1px)"), ("url(10rpx.png) 4rpx", "url(10rpx.png) 2px"),
    ("'10rpx' .5rpx", "'10rpx' 1px"), ("a10rpx -10rpx", "a10rpx -5px"), ("10RPX", "5px"),
    ("10rpxs", "10rpxs"), ("/* 10rpx */4rpx", "/* 10rpx */2px"), ("1.rpx", "1px"),
  ])
  func `are found in values`(_ text: String, _ converted: String) {
    #expect(StyleEnvironment().converted(text) == converted)
  }
}
