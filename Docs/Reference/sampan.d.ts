// Made by `sampan api generate`; do not edit.
// Extends the typings of the package miniprogram-api-typings.

declare namespace WechatMiniprogram {
  interface Wx {
  }
}
