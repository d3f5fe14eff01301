place-trainings = التدريب
calendar-lede = الدورات المتاحة ومواعيدها وأماكنها، لدينا وفي منتديات الغرف الأخرى التي نتابعها.
calendar-narrow = تصفية التقويم
calendar-words = كلمات البحث
calendar-forum = المنتدى
calendar-level = المستوى
calendar-onsite = حضوري
calendar-online = عن بُعد
calendar-online-place = عن بُعد؛ يجد أصحاب المقاعد الرابط في صفحة الدورة
calendar-up-to = حتى
calendar-seats-left = ما بقيت فيه مقاعد فقط
calendar-with-certificate = ما يمنح شهادة فقط
calendar-certificate = شهادة
calendar-mine = دوراتي فقط
calendar-shapes = طريقة عرض التقويم
calendar-agenda = الأيام
calendar-list = قائمة
calendar-month = الشهر
calendar-from = ابتداءً من { $day }.
calendar-today = العودة إلى اليوم
calendar-is-today = اليوم
calendar-previous = الشهر السابق
calendar-next = الشهر التالي
calendar-caption = الدورات في { $month }. يبدأ الأسبوع بالأحد، والجمعة والسبت إجازة نهاية الأسبوع.
calendar-more = { $n ->
    [one] دورة أخرى
    [two] دورتان أخريان
    [few] { $n } دورات أخرى
   *[other] { $n } دورة أخرى
}
calendar-month-none = لا دورات في هذا الشهر بعد.
calendar-none = لا دورة تطابق اختيارك
calendar-none-text = خفّف شروط التصفية أو اعرض الدورات كلها.
calendar-first = لا دورات مجدولة بعد
calendar-first-text = تظهر الدورات هنا حين تعلن جهة تدريب أو غرفة عن دورة في أحد المنتديات.
calendar-past = الدورات السابقة
calendar-upcoming = الدورات القادمة
calendar-ics = الاشتراك من تطبيق التقويم
calendar-feed = خلاصة
calendar-here = بتوقيت الرياض
calendar-part = اللقاء { $n } من { $of }
calendar-seats = { $n ->
    [0] لا مقاعد متبقية
    [one] بقي مقعد واحد
    [two] بقي مقعدان
    [few] بقيت { $n } مقاعد
   *[other] بقي { $n } مقعدًا
}
calendar-state-tentative = موعد غير مؤكد
calendar-state-cancelled = أُلغيت
calendar-cancelled = أُلغيت هذه الدورة.
calendar-zone = المنطقة الزمنية
calendar-warn-friday = تتعارض مع صلاة الجمعة (11:30 إلى 13:30).
calendar-warn-weekend = تقع في إجازة نهاية الأسبوع: الجمعة أو السبت.
calendar-warn-ramadan = تقع في وقت الإفطار في رمضان (18:00 إلى 20:00).
calendar-warn-holiday = تقع في إجازة رسمية.
calendar-warn-overlap = يتداخل لقاءان من لقاءاتها في الوقت نفسه.
forum-trainings = الدورات في { $forum }
forum-trainings-none = لا دورات هنا
forum-trainings-none-text = لا دورة مجدولة في هذا المنتدى. تصفّح دورات المنتديات كلها.
calendar-own = تقويمي
settings-calendar = التقويم
calendar-own-lede = الدورات التي تقدمها، ودورات المنتديات والموضوعات التي تتابعها، في تطبيق التقويم على جوالك أو حاسوبك. كل من يعرف العنوان يستطيع قراءته، فلا تشاركه مع أحد.
calendar-once = انسخ هذا العنوان الآن، فلن يُعرض مرة أخرى.
calendar-address = عنوان تقويمك
calendar-since = لتقويمك عنوان منذ
calendar-no-address = ليس لتقويمك عنوان بعد.
calendar-make = إنشاء عنوان
calendar-renew = إنشاء عنوان جديد
calendar-renew-note = العنوان الجديد يبطل السابق، وتتوقف التطبيقات التي تقرؤه.
calendar-revoke = إلغاء العنوان
landing-trainings = الدورات القادمة
landing-trainings-all = كل الدورات
home-trainings = دورات هذا الأسبوع
weekday-sun = الأحد
weekday-mon = الاثنين
weekday-tue = الثلاثاء
weekday-wed = الأربعاء
weekday-thu = الخميس
weekday-fri = الجمعة
weekday-sat = السبت
calendar-add = أضِف إلى تقويمي
calendar-warnings = قد لا يتمكن كثيرون من الحضور في هذا الموعد. يمكنك المتابعة على أي حال.
