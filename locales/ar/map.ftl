# خريطة التجارب وصفحات المناطق.
map-heading = التجارب على الخريطة
map-label = مناطق المملكة العربية السعودية
map-legend = عدد التجارب في المنطقة
map-city = مدينة صناعية: كلما كبرت الدائرة زادت التجارب
map-schematic = حدود تقريبية للتوضيح، وليست حدودًا رسمية.
map-elsewhere = { $n ->
    [zero] ولا تجارب بلا منطقة.
    [one] وتجربة واحدة لم تُذكر منطقتها.
    [two] وتجربتان لم تُذكر منطقتاهما.
    [few] و{ $n } تجارب لم تُذكر مناطقها.
    [many] و{ $n } تجربة لم تُذكر مناطقها.
   *[other] و{ $n } تجربة لم تُذكر مناطقها.
}
map-table = التجارب حسب المنطقة
map-as-table = اعرضها جدولًا
map-narrow = ضيّق النتائج
map-live-open = حرّك الخريطة وقرّبها
map-live-close = العودة إلى الرسم
map-live-label = خريطة التجارب. تتحرك بمفاتيح الأسهم، وتُقرَّب وتُبعَد بعلامتي الجمع والطرح.
map-live-failed = تعذّر تحميل الخريطة. الرسم يعرض المعلومات نفسها.
map-street = خريطة الشوارع في الخلفية
map-street-none = بلا خريطة شوارع
map-zoom-in = تقريب
map-zoom-out = إبعاد
case-views = طرق العرض
case-as-list = قائمة
case-as-table = جدول
case-as-map = خريطة
case-chosen = { $n ->
    [zero] بلا شروط
    [one] شرط واحد
    [two] شرطان
    [few] { $n } شروط
    [many] { $n } شرطًا
   *[other] { $n } شرط
}
cases-first = أول تجربة لم تُكتب بعد
cases-first-text = اروِ ما غيّرته وكم كلّف وماذا كسبت، بأرقام قبل وبعد، ليستفيد غيرك ويطبّق.
region-lede = ما نفّذته مصانع هذه المنطقة، وما كسبته.
region-none = لا تجارب من هنا بعد
region-none-text = كن أول مصنع في المنطقة يروي كيف نفّذها.
region-all = كل تجارب المنطقة
region-cities = المدن الصناعية
region-cities-none = لم تُذكر أي مدينة بعد.
region-sectors = القطاعات
region-members = أعضاء المنطقة
region-people = أشخاص من المنطقة
region-organisations = منشآت المنطقة
