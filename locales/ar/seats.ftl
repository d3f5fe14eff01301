# مقاعد الدورات.
denied-training-cancelled = أُلغيت هذه الدورة.
denied-training-over = انتهت هذه الدورة.
denied-training-ahead = يتاح هذا بعد بدء الدورة.
denied-seats-not-yet = لم يُفتح التسجيل في هذه الدورة بعد.
denied-seats-closed = أُغلق التسجيل في هذه الدورة.
denied-no-seats-here = لا تُحجز مقاعد هذه الدورة من هنا.
denied-fully-booked = اكتملت المقاعد، وليس لهذه الدورة قائمة انتظار.
denied-organisation-full = استوفت منشأتك عدد المقاعد المتاح لها في هذه الدورة.
denied-seat-refused = اعتذر المنظم عن منحك مقعدًا في هذه الدورة. راسله إن رأيت في ذلك خطأ.
denied-seat-lost = لم يعد هذا المقعد محجوزًا لك.
denied-not-attended = هذا متاح لمن كان له مقعد فقط.
problem-seats-left = { $limit ->
    [0] لم يبق لهم مقعد.
    [one] لم يبق إلا مقعد واحد.
    [two] لم يبق إلا مقعدان.
    [few] لم يبق إلا { $limit } مقاعد.
    [many] لم يبق إلا { $limit } مقعدًا.
   *[other] لم يبق إلا { $limit } مقعد.
}
problem-seated = لأحدهم مقعد أو مكان في قائمة الانتظار، أو اعتذر له المنظم.
problem-room-code = ليس هذا رمز الدورة. تحقق منه مرة أخرى.
problem-room-code-tries = محاولات خاطئة كثيرة. اطلب من المنظم أن يسجل حضورك.
notice-seat-asked = يطلب { $name } مقعدًا في دورتك
notice-seat-confirmed = أكد { $name } مقعدك
notice-seat-waiting = أضافك { $name } إلى قائمة الانتظار
notice-seat-offered = شغر لك مقعد في دورة ينظمها { $name }. أكده في الوقت المحدد
notice-seat-expired = انتهت مهلة تأكيد مقعدك في دورة ينظمها { $name }
notice-seat-declined = اعتذر { $name } عن منحك مقعدًا
notice-seat-removed = سحب { $name } مقعدك
notice-certificate-ready = شهادتك من { $name } جاهزة
notice-evaluation-wanted = يسألك { $name } عن رأيك في الدورة
seats-heading = المقاعد
seats-none-left = اكتملت المقاعد
seats-left = { $n ->
    [one] بقي مقعد واحد
    [two] بقي مقعدان
    [few] بقيت { $n } مقاعد
    [many] بقي { $n } مقعدًا
   *[other] بقي { $n } مقعد
}
seats-of = { $n ->
    [one] من مقعد واحد
    [two] من مقعدين
    [few] من { $n } مقاعد
    [many] من { $n } مقعدًا
   *[other] من { $n } مقعد
}
seats-for-all = الحضور متاح للجميع
seats-waiting = { $n ->
    [one] شخص واحد في الانتظار
    [two] شخصان في الانتظار
    [few] { $n } أشخاص في الانتظار
    [many] { $n } شخصًا في الانتظار
   *[other] { $n } شخص في الانتظار
}
seats-interested = { $n ->
    [one] مهتم واحد
    [two] مهتمان
    [few] { $n } مهتمين
    [many] { $n } مهتمًا
   *[other] { $n } مهتم
}
seats-just-come = الحضور دون تسجيل.
seats-over = أُغلق التسجيل.
seats-from = يُفتح التسجيل
seats-until = التسجيل حتى
seats-mine = مقعدي:
seats-sign-in = سجّل الدخول لحجز مقعد
seats-full-text = اكتملت المقاعد وليس لهذه الدورة قائمة انتظار. يمكنك إبداء اهتمامك لتصلك أي تغييرات.
seats-elsewhere = التسجيل لدى جهة التدريب
seats-who = من سيحضر
seats-others = { $n ->
    [one] وشخص آخر
    [two] وشخصان آخران
    [few] و{ $n } آخرون
    [many] و{ $n } آخرون
   *[other] و{ $n } آخرون
}
seat-heading = مقعدي
seat-take = احجز مقعدًا
seat-ask = اطلب مقعدًا
seat-ask-text = القرار للمنظم، ويصلك في الإشعارات.
seat-wait = انضم إلى قائمة الانتظار
seat-wait-text = متى شغر مقعد حُجز لك مدةً محددة، ووصلك إشعار بذلك.
seat-interest = أنا مهتم
seat-interest-end = لم أعد مهتمًا
seat-leave = التنازل عن المقعد
seat-confirm = أكّد مقعدي
seat-confirm-for = أكّد
seat-confirm-until = أكّد قبل
seat-position = { $n ->
    [one] دورك هو التالي
    [two] ترتيبك في قائمة الانتظار: 2
    [few] ترتيبك في قائمة الانتظار: { $n }
    [many] ترتيبك في قائمة الانتظار: { $n }
   *[other] ترتيبك في قائمة الانتظار: { $n }
}
seat-reason = السبب:
seat-message = رسالة إلى المنظم
seat-message-help = ما يفيد المنظم معرفته، مثل عملك أو ما تريد تعلمه. لا يقرؤها غيره.
seat-inside = لأصحاب المقاعد
seat-inside-text = نرجو عدم مشاركة هذه المعلومات.
seat-interested = مهتم
seat-pending = بانتظار رد المنظم
seat-sent = أُرسل ولم يُؤكَّد بعد
seat-send-again = إعادة الإرسال
seats-elsewhere-text = تُمنح المقاعد في موقع الجهة المنظِّمة. ننقل إليها رغبتك ونبلغك فور وصول ردها.
seat-waiting = في قائمة الانتظار
seat-offered = مقعد محجوز بانتظار التأكيد
seat-confirmed = المقعد مؤكد
seat-declined = لم يُمنح مقعدًا
seat-cancelled = أُلغي الحجز
seat-attended = حضر
seat-no-show = لم يحضر
colleagues-heading = مقاعد للزملاء
colleagues-lede = احجز لزملائك في المنشأة دفعة واحدة. من له حساب يصله إشعار.
colleagues-organisation = المنشأة
colleagues-choose = اختر
colleagues-members = زملاء لهم حساب
colleagues-members-none = لا حساب هنا لغيرك من منشأتك.
colleagues-names = زملاء ليس لهم حساب
colleagues-names-help = اسم في كل سطر. يرى المنظم الأسماء، وأنت تؤكد عنهم أو تلغي.
colleagues-book = احجز للزملاء
colleagues-nowhere = لست ضمن أي منشأة
colleagues-nowhere-text = تُحجز مقاعد الزملاء باسم منشأة. سجّل منشأتك أو اطلب الانضمام إليها.
desk-heading = المقاعد والحضور
desk-tabs = أي المقاعد
desk-coming = الحاضرون
desk-asking = الطلبات
desk-waiting = قائمة الانتظار
desk-interested = المهتمون
desk-gone = لن يحضروا
desk-none = لا أحد هنا
desk-none-text = يظهر هنا كل من حجز مقعدًا أو طلبه.
desk-print = كشف للتوقيع
desk-table = جدول (CSV)
desk-name = الاسم
desk-handle = المعرّف
desk-organisation = المنشأة
desk-state = الحالة
desk-since = منذ
desk-message = الرسالة
desk-approve = امنح مقعدًا
desk-decline = اعتذر
desk-remove = اسحب المقعد
desk-reason = السبب
desk-reason-help = يقرؤه صاحب الطلب.
seat-list = كشف الحضور
seat-list-number = م
seat-list-signature = التوقيع
room-code-heading = رمز الحضور
room-code-lede = اعرض هذه الصفحة في القاعة. من له مقعد يكتب الرمز، من نصف ساعة قبل البداية حتى يوم بعد النهاية.
room-code-none = لا يوجد رمز بعد.
room-code-make = أنشئ رمزًا
room-code-renew = أنشئ رمزًا جديدًا
room-code-picture = رمز QR لعنوان تسجيل الحضور
attend-heading = أنا حاضر
attend-lede = اكتب الرمز المعروض في القاعة.
attend-code = رمز الحضور
attend-code-help = ستة أحرف وأرقام، كبيرة أو صغيرة.
attend-send = سجّل حضوري
evaluation-heading = كيف كانت الدورة؟
evaluation-lede = يرى المنظم وجهة التدريب رأيك دون اسمك. تظهر النتائج بعد خمس إجابات، ولا تتغيّر إلا بعد خمس إجابات جديدة أو معدّلة، حتى لا يُعرف صاحب أي إجابة.
evaluation-content = المحتوى
evaluation-trainer = المدرّب
evaluation-organisation = التنظيم
evaluation-5 = ممتاز
evaluation-4 = جيد
evaluation-3 = مقبول
evaluation-2 = ضعيف
evaluation-1 = ضعيف جدًا
evaluation-comment = بكلماتك
evaluation-comment-help = ما الذي أفادك وما الذي نقص. لا تذكر أسماء.
evaluation-send = أرسل
evaluation-average = { $mark } من 5
evaluation-count = { $n ->
    [one] من شخص واحد
    [two] من شخصين
    [few] من { $n } أشخاص
    [many] من { $n } شخصًا
   *[other] من { $n } شخص
}
results-heading = نتائج التقييم
results-lede = درجات من حضروا وتعليقاتهم، دون أسماء. تظهر الإجابات الجديدة خمسًا خمسًا.
results-comments = التعليقات
results-few = الإجابات لا تكفي بعد
results-few-text = تظهر النتائج بعد خمس إجابات، وتتحدّث كل خمس إجابات، حتى لا يُعرف أصحابها.
certificate-title = شهادة حضور
certificate-awarded = تُمنح هذه الشهادة إلى
certificate-for = لحضور الدورة التدريبية
certificate-issuer = صادرة عن { $issuer }
certificate-check = للتحقق من هذه الشهادة
certificate-hours = { $n ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
certificate-minutes = { $n ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
certificate-valid = أصدر { $site } هذه الشهادة، وهي سارية.
certificate-withdrawn = سُحبت هذه الشهادة في
certificate-holder = صاحب الشهادة
certificate-day = تاريخ الدورة
certificate-duration = المدة
certificate-by = جهة الإصدار
certificate-issued = تاريخ الإصدار
certificate-code = الرمز
certificate-file = تنزيل بصيغة PDF
certificate-mine = الشهادة
my-trainings = دوراتي
my-trainings-ahead = دورات سأحضرها
my-trainings-past = دورات حضرتها
my-trainings-offers = دورات أنظمها
my-trainings-none = لا دورات بعد
my-trainings-none-text = تظهر هنا الدورات التي حجزت فيها مقعدًا أو تنتظره أو تهتم بها، والدورات التي تنظمها.
my-trainings-find = ابحث عن دورة
my-trainings-cancelled = ملغاة
flash-seat-taken = حُجز مقعدك.
flash-seat-asked = وصل طلبك إلى المنظم.
flash-seat-waiting = أنت في قائمة الانتظار.
flash-seat-interested = سُجل اهتمامك، وستصلك التغييرات.
flash-seat-left = أُلغي الحجز.
flash-seats-booked = حُجزت المقاعد.
flash-attended = سُجل حضورك.
flash-evaluated = شكرًا على إجابتك.
certificate-length = { $hours } و{ $minutes }
export-seats = الدورات التي لك فيها مقعد
export-certificates = الشهادات
export-begins = تبدأ
export-marks = درجاتك
export-comment = تعليقك
export-code = الرمز
seat-mail-offered-subject = مقعد محجوز لك: { $title }
seat-mail-offered-text = شغر مقعد في دورة «{ $title }»، وهو محجوز لك حتى { $until } بتوقيت الرياض. إن لم تؤكده قبل ذلك انتقل إلى من يليك في قائمة الانتظار.
seat-mail-offered-button = أكّد مقعدي
seat-mail-offered-help = إن تعذر حضورك فتنازل عن المقعد من الصفحة نفسها ليستفيد منه غيرك.
seat-mail-removed-subject = لم يعد لك مقعد: { $title }
seat-mail-removed-text = سحب المنظم مقعدك في دورة «{ $title }». السبب: { $reason }
seat-mail-removed-button = صفحة الدورة
seat-mail-removed-help = راسل المنظم إن رأيت في ذلك خطأ.
