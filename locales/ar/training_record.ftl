training-called-off = أُلغيت الدورة.
training-online-link = رابط الحضور عن بُعد
training-directions = الوصول وما يلزم إحضاره
training-materials = المواد التدريبية
export-trainings = الدورات التي قدّمتها
export-training-drafts = دورات قيد الكتابة
notice-training-changed = غيّر { $name } موعد دورة تحضرها أو حفظتها، أو مكانها
notice-training-cancelled = ألغى { $name } دورة تحضرها أو حفظتها
flash-too-many-drafts = بلغت مسودات الدورات الحد المسموح. انشر إحداها أو احذفها أولًا.
training-new = قدّم دورة تدريبية
training-new-lede = اكتب ما ستعلّمه ومتى وأين. يُحفظ عملك خطوةً خطوة، ولا يراه أحد قبل نشره.
training-begin = ابدأ
training-begun = دورات بدأتَ كتابتها
training-is-change = تعديل على دورة
training-is-again = تُعقد مرة أخرى
training-title-help = اذكر ما سيُتقنه المتدرب، مثل «اكتشاف العطل في مخطط سلّمي»، لا «دورة PLC».
training-step-basics = الأساسيات
training-step-programme = البرنامج
training-step-time = الموعد
training-step-place = المكان
training-step-people = المدرّب والرسوم
training-step-seats = المقاعد
training-step-preview = المعاينة والنشر
training-changes-note = أنت تعدّل دورة منشورة. إذا تغيّر اليوم أو الساعة أو المكان أو الرابط وصل الخبر إلى من سيحضر.
training-again-note = الدورة نفسها في موعد آخر، وكل ما عدا الموعد باقٍ كما كان.
training-summary = في جملة أو جملتين
training-summary-help = تظهر في القوائم: لمن الدورة وبماذا يخرج منها المتدرب.
training-forum = المنتدى
training-languages = لغة التدريب
training-more-basics = المستوى والوسوم والتقنيات
training-level = المستوى
training-level-any = غير محدد
training-level-beginner = مبتدئ: لا تُشترط معرفة سابقة
training-level-intermediate = متوسط: لمن يعرف الأساسيات
training-level-advanced = متقدم: لأهل الاختصاص
training-tags = الوسوم
training-tags-help = كلمات يُعثر بها على الدورة، مثل #plc و#صيانة.
training-programme = البرنامج التدريبي
training-programme-help = ما يُدرَّس وبأي ترتيب، وما يتدرب عليه الحاضرون عمليًا، وما ينبغي معرفته مسبقًا.
training-when = الموعد
training-timezone = المنطقة الزمنية
training-timezone-help = جميع ساعات هذه الدورة بهذا التوقيت.
training-zone-riyadh = توقيت السعودية
training-zone-dubai = توقيت الإمارات
training-zone-cairo = توقيت مصر
training-zone-amman = توقيت الأردن
training-zone-istanbul = توقيت تركيا
training-zone-berlin = توقيت وسط أوروبا
training-zone-utc = التوقيت العالمي
training-state = هل الموعد مؤكد؟
training-state-scheduled = الموعد مؤكد
training-state-tentative = الموعد مبدئي وقد يتغيّر
training-state-tentative-help = يظهر ذلك في الصفحة، ويُبلَّغ من سيحضر عند تأكيده.
training-several = أكثر من لقاء
training-several-help = إذا كانت الدورة على أكثر من لقاء فاكتب مواعيدها هنا، ومنها تُعرف بداية الدورة ونهايتها. والمقعد يشمل اللقاءات كلها.
training-sessions = اللقاءات
training-session-number = اللقاء { $number }
training-session-topic = الموضوع
training-mode = كيف يكون الحضور؟
training-mode-onsite = حضوريًا
training-mode-hybrid = حضوريًا أو عن بُعد
training-room = مقر الدورة
training-venue = المبنى أو القاعة
training-address = الشارع
training-point = الموقع على الخريطة
training-inside = لأصحاب المقاعد فقط
training-inside-help = لا يطّلع عليه غيرهم: لا الزوار ولا محركات البحث ولا الخوادم الأخرى.
training-provider-other = جهة أخرى، أو لا جهة
training-provider-help = منشأة تعمل فيها وتقدّم الدورة. يظهر اسمها، ومعه علامة التوثيق إن كانت موثّقة.
training-provider-name = جهة تدريب أخرى
training-provider-name-help = إن لم تكن من منشآتك.
training-price-help = بالريال للمقعد الواحد، و0 إن كانت مجانية. اتركها فارغة إن لم تتحدد بعد.
training-certificate = الشهادة
training-certificate-none = بلا شهادة
training-certificate-attendance = شهادة حضور
training-certificate-exam = شهادة اجتياز اختبار
training-joining = كيف يُحجز المقعد؟
training-joining-open = لكل من يطلبه
training-joining-open-help = ما دامت هناك مقاعد متاحة.
training-joining-approval = بموافقتك على كل طلب
training-joining-approval-help = يبقى الطلب معلّقًا حتى تبتّ فيه.
training-joining-external = من موقع آخر
training-joining-external-help = تُحيل الصفحة إليه.
training-joining-none = الحضور بلا حجز
training-joining-none-help = لا تُحسب المقاعد.
training-external-url = عنوان صفحة الحجز
training-external-url-help = إن كان الحجز في موقع آخر.
training-capacity = عدد المقاعد
training-capacity-help = اتركه فارغًا إن كان المكان يتسع للجميع.
training-waiting-list = قائمة انتظار
training-waiting-list-help = إذا شغر مقعد عُرض على التالي في القائمة.
training-confirm-hours = مهلة التأكيد بالساعات
training-confirm-hours-help = المدة التي يبقى فيها المقعد الشاغر محجوزًا للتالي في القائمة.
training-more-seats = حصة المنشأة الواحدة ومدة التسجيل
training-seats-per-organisation = الحد الأعلى للمنشأة الواحدة
training-seats-per-organisation-help = حتى لا تستأثر منشأة واحدة بالمقاعد.
training-opens = بداية التسجيل
training-opens-help = فورًا إن تُركت فارغة.
training-closes = نهاية التسجيل
training-closes-help = عند بداية الدورة إن تُركت فارغة.
training-preview-note = ألقِ نظرة أخيرة. سيرى هذا كل من يقرأ المنتدى، أما الرابط وتعليمات الوصول فلأصحاب المقاعد فقط.
training-preview-change = ألقِ نظرة أخيرة. بالنشر تصبح تعديلاتك نافذة.
training-discard-sure = سيُحذف ما كتبته نهائيًا.
training-discard-changes-sure = ستُحذف تعديلاتك نهائيًا، وتبقى الدورة المنشورة كما هي.
training-tentative-note = الموعد مبدئي، وسيُبلَّغ من سيحضر عند تأكيده.
training-past-note = انتهت هذه الدورة.
training-here = بتوقيت هذا الموقع:
training-your-clock = بتوقيتك:
training-or-online = أو عن بُعد لأصحاب المقاعد.
training-map = اعرض الموقع على OpenStreetMap
training-facts = نبذة سريعة
training-sunday = الأحد
training-monday = الاثنين
training-tuesday = الثلاثاء
training-wednesday = الأربعاء
training-thursday = الخميس
training-friday = الجمعة
training-saturday = السبت
training-and = {" و"}
training-days = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
training-hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
training-minutes = { $n ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
training-for-seats = لأصحاب المقاعد فقط
training-materials-none = لا مواد بعد. يمكن إضافة العروض أو التمارين أو تسجيل الدورة في أي وقت.
training-materials-more = توجد مواد أخرى لأصحاب المقاعد.
training-materials-edit = عدّل المواد
training-materials-help = روابط العروض أو التمارين أو التسجيل، قبل الدورة أو بعدها. والصف الفارغ لا يُحسب.
training-materials-save = احفظ
training-material-number = المادة { $number }
training-material-title = الاسم
training-material-url = العنوان
training-series = مواعيد أخرى للدورة
training-is-cancelled = ملغاة
training-manage = دورتك
training-change = عدّل
training-again = اعقدها مرة أخرى
training-cancel = ألغِها
training-cancel-heading = إلغاء الدورة
training-cancel-text = يُبلَّغ فورًا كل من سيحضر أو حفظ الدورة، مع ذكر السبب. وتبقى الصفحة وفيها أن الدورة أُلغيت، ولا يمكن التراجع.
training-cancel-seats = { $n ->
    [zero] لا أحد حجز مقعدًا.
    [one] حجز مقعدًا شخص واحد.
    [two] حجز مقاعدها شخصان.
    [few] حجز مقاعدها { $n } أشخاص.
    [many] حجز مقاعدها { $n } شخصًا.
   *[other] حجز مقاعدها { $n } شخص.
}
training-cancel-reason = ما السبب؟
training-cancel-reason-help = جملة واحدة يقرؤها الجميع، مثل: «المدرّب مريض، ونبحث عن موعد آخر في مارس».
training-cancel-confirm = ألغِ الدورة
training-cancel-not = أبقِها كما هي
training-no-replies = لا أسئلة بعد. اسأل عمّا تودّ معرفته قبل الحضور.
training-change-day = تغيّر يوم الدورة.
training-change-hour = تغيّرت ساعة الدورة.
training-change-zone = تغيّرت المنطقة الزمنية للدورة.
training-change-meetings = تغيّرت مواعيد اللقاءات.
training-change-place = تغيّر مكان الدورة.
training-change-link = تغيّر رابط الحضور عن بُعد.
training-change-tentative = لم يعد الموعد مؤكدًا.
training-change-certain = تأكّد الموعد.
training-change-cancelled = أُلغيت الدورة.
training-mail-subject = تغيير في الدورة: { $what }
training-mail-off-subject = أُلغيت الدورة: { $what }
training-mail-text = لديك مقعد في دورة «{ $what }».
training-mail-when = تبدأ { $what }.
training-mail-button = اعرض الدورة
training-mail-help = إن تعذّر حضورك فأعِد مقعدك من تلك الصفحة ليستفيد منه غيرك.
training-from-to = من { $from } إلى { $to }
training-ask = اسأل المنظّم
training-ask-heading = اسأل المنظّم، أو أضف ما تعرفه
