# لوحة الاحتياجات التدريبية: الدورات المطلوبة، والعروض المقدّمة لها، ودليل جهات التدريب.
wanted-heading = الدورات المطلوبة
wanted-lede = اذكر الدورة التي يحتاجها موظفوك، أو انضم إلى طلبات غيرك، ودع جهات التدريب تقدّم عروضها. كلما زاد المنضمون قرب انعقادها.
requests-tabs = الدورات
requests-tab-trainings = الدورات
requests-tab-needs = المطلوبة
requests-tab-providers = جهات التدريب
requests-narrow = تصفية القائمة
requests-none = لا أحد يطلب دورة كهذه
requests-none-text = وسّع التصفية، أو اطلبها بنفسك.
requests-first = لم تُطلب أي دورة بعد
requests-first-text = أي مهارة تنقص خط إنتاجكم؟ قد تنقص غيركم أيضًا، وقد تكون جهة تدريب بانتظار اكتمال العدد.
request-new = طلب دورة
request-new-lede = صفحة واحدة فقط. ينضم إلى الطلب من يحتاج الدورة نفسها، وتذكر جهات التدريب متى تقدّمها وبكم.
request-change = تعديل الطلب
request-ask = نشر الطلب
request-ask-anyway = نشر الطلب على أي حال
request-alike-heading = لعل أحدًا طلبها من قبل
request-alike-found = على اللوحة طلبات قريبة من طلبك
request-alike-text = اطّلع عليها أولًا: الانضمام إلى طلب قائم يقرّب انعقاد الدورة أكثر من تكراره. ما كتبته محفوظ.
request-who-sees = يظهر الطلب وعدد من يحتاجونه للجميع. أسماء المنشآت يراها الأعضاء، وأسماء الأشخاص تراها أنت والمشرفون فقط.
need-title = الدورة المطلوبة
need-title-help = كما تقولها لزميلك: أساسيات PLC لفنيي الصيانة.
need-body = الغرض منها
need-body-help = ما يعمله موظفوك الآن، وما ينبغي أن يتقنوه بعدها، وعلى أي معدات.
need-people = عدد المتدربين
need-people-help = من موظفيك أنت. يضيف غيرك أعدادهم.
need-organisation = من أي منشأة
need-organisation-none = بلا منشأة
need-organisation-choose = اختر
need-organisation-help = منشأة تنتمي إليها هنا.
need-mode = مكان الانعقاد
need-mode-onsite = حضوريًا
need-mode-online = عن بُعد
need-mode-hybrid = حضوريًا أو عن بُعد
need-region = المنطقة
need-region-any = أي منطقة
need-region-help = لازمة إذا كانت الدورة حضورية.
need-language = اللغة
need-languages = لغات التقديم المقبولة
need-times = الأوقات المناسبة
need-time-mornings = صباحًا
need-time-evenings = مساءً
need-time-weekdays = من الأحد إلى الخميس
need-time-weekend = الجمعة والسبت
need-months = الأشهر المناسبة
need-months-help = إن لم تختر شهرًا فكلها مناسبة.
need-more = التقنيات والمستوى والمنتدى
need-technology = التقنية
need-technologies = التقنيات
need-level = ما يعرفه المتدربون
need-level-any = لا فرق
need-level-beginner = لا شيء بعد
need-level-intermediate = الأساسيات
need-level-advanced = محترفون في المجال
need-forum = المنتدى
need-forum-none = بلا منتدى: يراه الجميع
need-forum-help = في منتدى مخصّص للأعضاء لا يراه غيرهم.
need-state = الحالة
need-state-looking = ما زالت مطلوبة
need-state-open = مطلوبة
need-state-offered = عليها عروض
need-state-matched = ستُعقد
need-state-closed = لم تعد مطلوبة
need-state-merged = ضُمّت إلى طلب آخر
need-sort = الترتيب
need-sort-newest = الأحدث أولًا
need-sort-people = الأكثر متدربين أولًا
need-online-only = يمكن أن تكون عن بُعد
need-mine = طلباتي فقط
need-people-word = { $n ->
    [0] متدرب
    [one] متدرب
    [two] متدربان
    [few] متدربين
    [many] متدربًا
   *[other] متدرب
}
need-people-count = { $n ->
    [0] لا أحد
    [one] متدرب واحد
    [two] متدربان
    [few] { $n } متدربين
    [many] { $n } متدربًا
   *[other] { $n } متدرب
}
need-firms = { $n ->
    [0] دون ذكر منشأة
    [one] منشأة واحدة
    [two] منشأتان
    [few] { $n } منشآت
    [many] { $n } منشأة
   *[other] { $n } منشأة
}
need-signed-by = { $n ->
    [0] دون متدربين
    [one] لمتدرب واحد
    [two] لمتدربين اثنين
    [few] لـ { $n } متدربين
    [many] لـ { $n } متدربًا
   *[other] لـ { $n } متدرب
}
need-asked-by = طلبها { $name }
need-became = أثمر الطلب دورة
need-given-by = تقدّمها
need-close = لم تعد مطلوبة
need-close-text = يُبلَّغ كل من انضم وكل جهة قدّمت عرضًا. لا يمكن فتح الطلب بعد ذلك.
need-close-confirm = إغلاق الطلب
need-remove = إزالة من اللوحة
need-remove-text = يُحذف الطلب فورًا مع المنضمين والعروض، ويُسجّل ذلك في سجل المشرفين. لا يُبلَّغ أحد.
need-remove-confirm = إزالة
need-who = من يحتاجها
need-sign = نحتاجها نحن أيضًا
need-sign-text = هل يحتاجها موظفوك أيضًا؟ اذكر عددهم، تصلك أخبار العروض وتُدعى عند انعقادها.
need-sign-change = حفظ
need-sign-undo = سحب الانضمام
need-signed = انضممت إلى الطلب
need-sign-in = سجّل الدخول لتنضم
need-signers = المنضمون بأسمائهم
need-firms-members = أسماء المنشآت تظهر للأعضاء.
need-offers = العروض
need-offers-none = لم تقدّم أي جهة عرضًا بعد.
need-alike = طلبات قريبة
need-merge = هل هو مكرر؟
need-merge-text = يمكنك ضمّه إلى طلب قريب منه: ينتقل المنضمون إليه ويُبلَّغ الجميع، ويقود هذا العنوان إليه. وتنتهي العروض المقدّمة هنا.
need-merge-into = يُضم إلى
need-merge-confirm = ضمّه إلى هذا الطلب
need-how = كيف يسير الطلب
need-how-sign = تنضم المنشآت وتذكر أعداد متدربيها.
need-how-offer = تعرض جهات التدريب الأيام والمقاعد والسعر. لا يرى العروض إلا المنضمون، ولا ترى الجهة إلا عرضها.
need-how-pick = يختار صاحب الطلب أحد العروض.
need-how-come = تنشر جهة التدريب الدورة، ويُدعى إليها كل من انضم.
offer-new = تقديم عرض
offer-change = تعديل عرضنا
offer-lede = يراه صاحب الطلب والمنضمون والمشرفون، ولا تراه جهات التدريب الأخرى.
offer-who-sees = يرى هذا العرض صاحب الطلب والمنضمون والمشرفون. لا تراه جهات التدريب الأخرى أبدًا، حتى بعد سحبه.
offer-send = إرسال العرض
offer-organisation = باسم أي منشأة
offer-days = الأيام والساعات
offer-days-help = بتوقيت الرياض. خمسة أيام على الأكثر؛ اترك ما لا تحتاجه فارغًا.
offer-day-starts = بداية اليوم { $n }
offer-day-ends = نهاية اليوم { $n }
offer-price = السعر بالريال
offer-price-help = اكتب 0 إن كانت مجانية.
offer-price-for = السعر عن
offer-price-seat = كل مقعد
offer-price-all = الدورة كاملة
offer-seats = المقاعد
offer-seats-help = كم متدربًا يمكن أن يحضر.
offer-mode = مكان الانعقاد
offer-mode-onsite = حضوريًا
offer-mode-online = عن بُعد
offer-mode-hybrid = حضوريًا وعن بُعد
offer-place = المكان
offer-place-help = لازم إن كانت حضورية: المدينة والمبنى.
offer-words = تفاصيل أخرى
offer-words-help = البرنامج والمدرّب والشهادة وما يحضره المتدربون معهم.
offer-valid-until = سارٍ حتى
offer-valid-until-help = آخر يوم يمكن اختياره فيه.
offer-state-open = بانتظار الرد
offer-state-picked = اختير
offer-state-matched = ستُعقد
offer-state-declined = لم يُختر
offer-state-withdrawn = سُحب
offer-over = انتهت مدته
offer-free = مجانًا
offer-pick = اختيار هذا العرض
offer-pick-text = اختر عرضًا فتكتب جهته الدورة. وتبقى العروض الأخرى بانتظار نشرها.
offer-picked-text = تكتب الجهة التي اخترت عرضها الدورة الآن. عند نشرها يُدعى كل من انضم وتُبلَّغ الجهات الأخرى. وإن لم يتم الأمر فاختر عرضًا آخر.
offer-release = إلغاء الاختيار
offer-write = كتابة الدورة
offer-write-text = ستجد في المسودة ما طُلب وما عُرض. المسودة لك لأنك أعرف بالبرنامج، ولك وحدك أن تذكر منشأتك جهةً للتدريب. عند نشرها يُدعى كل من انضم.
offer-withdraw = سحب العرض
providers-heading = جهات التدريب
providers-lede = منشآت قدّمت دورات هنا أو عرضت تقديمها.
providers-search = الاسم
providers-none = لا توجد جهة كهذه
providers-none-text = وسّع التصفية، أو اطلب الدورة فقد يجيبك من يقدّمها.
providers-first = لا توجد جهات تدريب بعد
providers-first-text = تظهر هنا كل منشأة تقدّم دورة أو تعرض تقديمها.
provider-trainings = الدورات
provider-coming-heading = القادمة
provider-past-heading = السابقة
provider-coming = { $n ->
    [0] لا دورات قادمة
    [one] دورة قادمة
    [two] دورتان قادمتان
    [few] { $n } دورات قادمة
    [many] { $n } دورة قادمة
   *[other] { $n } دورة قادمة
}
provider-past = { $n ->
    [0] لم تقدّم دورات بعد
    [one] قدّمت دورة واحدة
    [two] قدّمت دورتين
    [few] قدّمت { $n } دورات
    [many] قدّمت { $n } دورة
   *[other] قدّمت { $n } دورة
}
provider-taught = { $n ->
    [0] لم تدرّب أحدًا بعد
    [one] درّبت شخصًا واحدًا
    [two] درّبت شخصين
    [few] درّبت { $n } أشخاص
    [many] درّبت { $n } شخصًا
   *[other] درّبت { $n } شخص
}
flash-need-asked = نُشر طلبك على اللوحة.
flash-need-signed = انضممت إلى الطلب، وستصلك أخباره.
flash-need-unsigned = سُحب انضمامك.
flash-need-merged = صار جزءًا من هذا الطلب.
flash-need-closed = أُغلق الطلب، وأُبلغ كل من انضم.
flash-offer-sent = أُرسل عرضك.
flash-offer-picked = اختير العرض، وأُبلغت جهته.
flash-offer-ended = انتهى العرض.
denied-own-need = لا يمكنك تقديم عرض لما تحتاجه أنت أو منشأتك.
denied-not-provider = تقدّم العروضَ منشآتٌ مسجّلة مقدّمًا للخدمات أو غرفة. انضم إلى واحدة أو سجّل منشأتك.
denied-own-offer = هذا العرض من منشأتك. يختاره صاحب الطلب أو مشرف آخر.
denied-asker = يبقى صاحب الطلب منضمًا ما دام الطلب قائمًا. أغلقه إن لم تعد الدورة مطلوبة.
notice-request-signed = يحتاج { $name } الدورة التي طلبتها أيضًا
notice-request-offer = يعرض { $name } تقديم الدورة التي طلبتها
notice-request-offer-picked = اختار { $name } عرضك: اكتب الدورة
notice-request-offer-declined = لم يُختر عرضك
notice-request-matched = ستُعقد الدورة التي انضممت إلى طلبها: احجز مقعدك
notice-request-merged = طلب يخصّك صار جزءًا من هذا الطلب
notice-request-closed = دورة انضممت إلى طلبها أو عرضت تقديمها لم تعد مطلوبة
notice-request-reopened = لم يكتمل انعقاد دورة تخصّك: عادت مطلوبة
log-need-removed = إزالة طلب دورة من اللوحة
retention-needs = دورات كانت مطلوبة ولم تعد، مع المنضمين والعروض
export-needs = دورات طلبتَها
export-signatures = دورات انضممت إلى طلبها
export-offers = عروض قدّمتَها
