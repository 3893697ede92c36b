// Made by `sampan api new`; do not edit.
import Sampan

public let allServices: [any Service] =
  [
    WeatherCurrent()
  ]
