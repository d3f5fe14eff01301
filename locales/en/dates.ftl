# Months of both calendars, and how long ago.
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
hijri-1 = Muharram
hijri-2 = Safar
hijri-3 = Rabi I
hijri-4 = Rabi II
hijri-5 = Jumada I
hijri-6 = Jumada II
hijri-7 = Rajab
hijri-8 = Shaban
hijri-9 = Ramadan
hijri-10 = Shawwal
hijri-11 = Dhu al-Qadah
hijri-12 = Dhu al-Hijjah
date-hijri-era = AH
ago-now = just now
ago-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
ago-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
ago-days = { $n ->
    [one] yesterday
   *[other] { $n } days ago
}
