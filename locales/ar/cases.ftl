# قصص التطبيق: المكتبة، وكل قصة، وخطوات كتابتها.
place-cases = تجارب المصانع
place-cases-brief = التجارب
kind-case-study = تجربة
cases-lede = ماذا فعلت المصانع، وكم كلّفها، وماذا كسبت: يرويها من نفّذها، بأرقام قبل وبعد.
cases-featured = اختيار المحررين
cases-found = { $n ->
    [0] لا تجارب
    [one] تجربة واحدة
    [two] تجربتان
    [few] { $n } تجارب
    [many] { $n } تجربة
   *[other] { $n } تجربة
}
cases-none = لا شيء يطابق اختيارك بعد
cases-none-text = خفّف شروط البحث، أو كن أول من يروي كيف فعلها.
case-featured = مختارة
case-archived = مؤرشفة
case-narrow = تضييق البحث في التجارب
case-show = اعرض
case-sort = الترتيب
case-sort-new = الأحدث أولًا
case-sort-payback = الأسرع استردادًا أولًا
case-sort-top = الأنفع أولًا
case-verified = من أعضاء موثّقين هنا فقط
case-table = جدول (CSV)
case-feed = خلاصة
case-published = تاريخ النشر
case-study-title = العنوان
case-address = الرابط
case-home = الخادم
case-home-here = هذا الخادم

case-facts = لمحة سريعة
case-fact = البند
case-value = القيمة
case-sector = القطاع
case-technology = التقنية
case-technologies = التقنيات
case-vendors = المورّدون
case-organisation = المنشأة
case-place = الموقع
case-region = المنطقة
case-city = المدينة الصناعية
case-locality = البلدة
case-size = حجم المصنع
case-cost = التكلفة
case-cost-amount = التكلفة بالريال
case-cost-band = أو تقريبًا
case-riyals = ريال
case-cost-under-100k = أقل من 100 ألف ريال
case-cost-to-500k = من 100 إلى 500 ألف ريال
case-cost-to-2m = من 500 ألف إلى مليوني ريال
case-cost-to-10m = من مليونين إلى 10 ملايين ريال
case-cost-over-10m = أكثر من 10 ملايين ريال
case-payback = مدة الاسترداد
case-payback-months = مدة الاسترداد بالأشهر
case-payback-12 = خلال سنة
case-payback-24 = من سنة إلى سنتين
case-payback-36 = من سنتين إلى ثلاث
case-payback-more = أكثر من ثلاث سنوات
case-payback-in = { $n ->
    [0] استُردّت فورًا
    [one] استُردّت في شهر
    [two] استُردّت في شهرين
    [few] استُردّت في { $n } أشهر
    [many] استُردّت في { $n } شهرًا
   *[other] استُردّت في { $n } شهر
}
case-months = { $n ->
    [0] فورًا
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
}
case-summary = باختصار
case-problem = المشكلة
case-solution = ما الذي نُفّذ
case-results = النتائج
case-lessons = الدروس المستفادة
case-milestones = محطات التنفيذ
case-metric = المؤشر
case-before = قبل
case-after = بعد
case-change = التغيّر
case-period = خلال
case-unit = الوحدة
case-readiness = جاهزية الصناعة الذكية
case-readiness-note = تقدير صاحب التجربة لمستويات أبعاد مؤشر جاهزية الصناعة الذكية (SIRI) من 0 إلى 5.
case-contact-replies-note = صاحب التجربة يجيب عن الأسئلة أدناه.
case-contact-profile-note = يمكن التواصل مع صاحب التجربة كما في ملفه.
case-versions = متاحة أيضًا:
case-grew-from = بدأت هذه التجربة من سؤال:
case-ask = اسأل صاحب التجربة
case-ask-heading = اسأل صاحب التجربة، أو أضف ما تعرفه
case-no-replies = لا أسئلة لصاحب التجربة بعد.
case-add-version = بلغة أخرى
case-standing = في المكتبة
case-feature = أبرزها في الأعلى
case-unfeature = أزلها من الأعلى
case-archive = أرشفة
case-unarchive = أعدها إلى المكتبة
case-cite-comma = ،
case-cite = للاستشهاد بهذه التجربة
case-from-question = حوّلها إلى تجربة

case-new = اكتب تجربة
case-new-lede = خطوات قليلة يُحفظ كلٌّ منها أولًا بأول، ولا يرى أحد شيئًا قبل أن تنشر.
case-new-question = تُنقل المشكلة والإجابة المعتمدة من:
case-new-version = تُنقل الأرقام والوسائل والموقع من:
case-title-help = قل ما الذي تغيّر وبكم: «خفض الهدر 18% بالفحص البصري على الخط».
case-begin = ابدأ
case-begun = ما بدأته
case-is-change = تعديل على منشورة
case-state-draft = قيد الكتابة
case-state-submitted = لدى المحررين
case-state-returned = أُعيدت إليك
case-steps = الخطوات
case-step-basics = الأساسيات
case-step-story = القصة
case-step-means = الوسائل والتكلفة
case-step-results = النتائج
case-step-place = الموقع
case-step-files = الملفات
case-step-preview = المعاينة
case-filled = مدى الاكتمال
case-filled-words = { $filled } من { $worth } مما يبحث عنه القرّاء
case-next-worth = الأجدر بالإضافة الآن:
case-not-yet = قبل أن تُنشر
case-kept-anyway = ما كتبته محفوظ كما هو.
case-choose = اختر
case-choose-none = غير مذكور
case-next = احفظ وتابع
case-save = احفظ
case-later = أكمل لاحقًا
case-more-rows = صفوف أخرى
case-discard = احذف هذه المسودة
case-discard-changes = تراجع عن التعديلات
case-discard-sure = يضيع كل ما كتبته هنا، ولا سبيل إلى استعادته.
case-discard-changes-sure = تضيع التعديلات، ويبقى المنشور كما هو.
case-discard-yes = نعم، احذف
case-to-editors = سلّمها للمحررين
case-editors-first = ينظر فيها المحررون قبل أن تظهر، فينشرونها أو يعيدونها إليك بملاحظة.
case-preview-later = تظهر هنا حالما يكتمل ما سبق.
case-changes-note = أنت تعدّل تجربة منشورة، وتبقى كما هي حتى تنشر التعديلات.
case-as-published = كما هي الآن
case-submitted-note = هي الآن لدى المحررين. إن عدّلت شيئًا عادت إليك ولزم تسليمها من جديد.
case-returned-note = أعادها المحررون وكتبوا:
case-publish-changes = انشر التعديلات
case-back-to-edit = عدّل شيئًا
case-preview-here = كما يراها القرّاء هنا
case-preview-elsewhere = كما تعرضها الخوادم الأخرى
case-preview-elsewhere-help = يعرض Lemmy وأغلب غيره هذا النص، ويعرض Mastodon العنوان وبدايته ورابطًا.
flash-draft-discarded = حُذفت المسودة.

case-summary-help = جملة أو جملتان للقوائم وللخوادم الأخرى: ماذا نُفّذ وماذا أثمر.
case-language-help = اكتب باللغة التي تفكّر بها، وأضف الأخرى بعد النشر.
case-forum = المنتدى
case-forum-help = يقرؤها من يحق له قراءة المنتدى، وتُناقش فيه.
case-sector-help = ليجدها أهل قطاعك.
case-size-help = ما يصلح لمصنع فيه 30 عاملًا قد لا يصلح لمصنع فيه 3000.
case-organisation-none = لا تُذكر
case-organisation-help = لا تُذكر إلا إن اخترتها. تأكد أن لك ذلك.
case-problem-help = ما الخلل؟ كم تكرر؟ كم كلّف؟ وماذا جُرّب قبل ذلك؟
case-solution-help = ما الذي تغيّر بالضبط، ومن نفّذه، وبأي ترتيب؟
case-lessons-help = ما الذي كنت ستفعله بشكل مختلف؟ وما الذي فاجأك؟
case-technologies-help = ما كان له أثر فقط، ثمانٍ على الأكثر.
case-vendors-help = كل مورّد في سطر. يبحث القرّاء عمن فعلها من قبل.
case-cost-help = التكلفة كاملةً، مثل 450000.
case-cost-band-help = يكفي أغلب القرّاء.
case-payback-help = حتى استُردّت التكلفة.
case-milestones-help = متى بدأت، ومتى عملت، ومتى استُردّت. اكتب الشهر هكذا: {"\u200E"}2026-03.
case-month = الشهر
case-happened = ما الذي حدث
case-figures = قبل وبعد
case-figures-help = ابدأ بالأهم. الأرقام وحدها، والوحدة في خانتها. مثلًا: نسبة الهدر، %، 6.1، 5، ستة أشهر.
case-figure-number = المؤشر { $number }
case-readiness-help = للمصانع التي تعرف مستوياتها: أي الأبعاد تحرّك، ومن أي مستوى إلى أي مستوى (0 إلى 5).
case-place-why = لماذا نسأل: يريد القرّاء معرفة من فعلها قربهم. أنت تقرر كم يظهر، ولا يُمرَّر أكثر من ذلك أبدًا، ولا إلى الخوادم الأخرى.
case-precision = ما الذي يظهر
case-precision-city = المدينة الصناعية
case-precision-city-help = تظهر المنطقة والمدينة والبلدة، وعلى الخريطة وسط المدينة.
case-precision-exact = الموقع بالضبط
case-precision-exact-help = تظهر على الخريطة النقطة التي تحددها أدناه.
case-precision-region = المنطقة فقط
case-precision-region-help = لا تظهر مدينة ولا بلدة مهما كُتب أدناه.
case-precision-hidden = لا شيء
case-precision-hidden-help = يبقى الموقع بينك وبين هذا الخادم.
case-latitude = خط العرض (شمالًا)
case-latitude-help = للموقع بالضبط، مثل 27.0046.
case-longitude = خط الطول (شرقًا)
case-longitude-help = مثل 49.5512.
case-contact = كيف يسألك القرّاء
case-contact-replies = بأسئلة أسفل التجربة
case-contact-profile = كما في ملفي
case-contact-none = لا أرغب في الأسئلة
case-files-help = صور ورسومات وجداول. تُحذف بيانات الموقع من الصور.

case-review = بانتظار المحررين
case-review-lede = تجارب وتعديلات سُلّمت للمراجعة، الأقدم أولًا.
case-review-none = لا شيء بالانتظار
case-review-none-text = يظهر هنا ما يسلّمه الأعضاء.
case-review-broken = لم تعد صالحة كما هي؛ أعدها إلى صاحبها.
case-note = ما الذي ينبغي تعديله
case-note-help = يقرؤه صاحب التجربة فوق مسودته.
case-send-back = أعدها إلى صاحبها

siri-vertical-integration = التكامل الرأسي
siri-horizontal-integration = التكامل الأفقي
siri-integrated-product-lifecycle = دورة حياة المنتج المتكاملة
siri-automation-shop-floor = الأتمتة في أرضية المصنع
siri-automation-enterprise = الأتمتة على مستوى المنشأة
siri-automation-facility = أتمتة المرافق
siri-connectivity-shop-floor = الاتصال في أرضية المصنع
siri-connectivity-enterprise = الاتصال على مستوى المنشأة
siri-connectivity-facility = اتصال المرافق
siri-intelligence-shop-floor = الذكاء في أرضية المصنع
siri-intelligence-enterprise = الذكاء على مستوى المنشأة
siri-intelligence-facility = ذكاء المرافق
siri-workforce-learning = تعلّم القوى العاملة وتطويرها
siri-leadership-competency = كفاءة القيادة
siri-collaboration = التعاون داخل المنشأة وخارجها
siri-strategy-governance = الاستراتيجية والحوكمة
siri-other = بُعد آخر

problem-number-with-unit = اكتب الرقم وحده دون وحدة: 6.1
problem-currency = اكتب المبلغ بالريال رقمًا فقط: 450000
problem-negative = لا يمكن أن يكون أقل من صفر. اتركه فارغًا إن لم يُعرف بعد.
problem-whole = اكتب عددًا صحيحًا.
problem-month = اكتب الشهر هكذا: {"\u200E"}2026-03.
problem-value-missing = يحتاج المؤشر إلى قيمة قبل أو بعد.
problem-outside = هذه النقطة ليست داخل المملكة. خط العرض أولًا: 24.71، ثم خط الطول: 46.67.
problem-far-from-city = هذه النقطة تبعد أكثر من 40 كم عن المدينة الصناعية التي اخترتها.
problem-other-region = هذه النقطة في منطقة غير التي اخترتها.
problem-point-missing = يحتاج الموقع بالضبط إلى خط العرض وخط الطول.
export-case-studies = التجارب
export-case-drafts = تجارب قيد الكتابة
export-place = الموقع كما ذُكر
export-precision = ما يظهر منه
