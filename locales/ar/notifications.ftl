# التنبيهات وإعداداتها ورسائلها.
notice-vote = صوّت { $name } لما كتبت
notice-votes = { $n ->
    [one] صوّت { $name } وشخص آخر لما كتبت
    [two] صوّت { $name } وشخصان آخران لما كتبت
    [few] صوّت { $name } و{ $n } آخرون لما كتبت
   *[other] صوّت { $name } و{ $n } آخرون لما كتبت
}
notice-verification = صدر قرار في طلب توثيقك
notice-unreachable = تعذّر الوصول إلى بريدك: الرسائل تعود إلينا
notice-thread = { $n ->
    [one] جديد واحد في هذا الموضوع
    [two] جديدان في هذا الموضوع
    [few] { $n } مستجدات في هذا الموضوع
   *[other] { $n } مستجدًّا في هذا الموضوع
}
notice-talk = { $n ->
    [one] جديد في محادثة
    [two] جديد في محادثة، مرتين
    [few] جديد في محادثة، { $n } مرات
   *[other] جديد في محادثة، { $n } مرة
}
notice-more = عرضها واحدًا واحدًا
notice-read-one = تعليم كمقروء
notice-mute = كتم هذا الموضوع
notice-mute-talk = كتم هذه المحادثة
flash-talk-muted = كُتمت المحادثة، وتجدها بين المكتومة في رسائلك.
flash-topic-muted = كُتم الموضوع. يمكنك تغيير ذلك من أعلى صفحته.
notices-all = الكل
notices-filters = عرض نوع واحد
notices-settings = الإعدادات
notices-none-here = لا شيء هنا
notices-none-here-text = لا تنبيهات من هذا النوع.
notices-show-all = عرض الكل

notice-group-answers = الإجابات
notice-group-answers-help = الردود عليك، والإجابات المعتمدة، وحلول مشكلات تعنيك.
notice-group-mentions = الإشارات
notice-group-mentions-help = ذكرك أحدهم في موضوع أو رد.
notice-group-messages = الرسائل
notice-group-messages-help = كتب إليك أحدهم رسالة خاصة.
notice-group-votes = الأصوات
notice-group-votes-help = أصوات لما كتبت، مجموعةً معًا.
notice-group-follows = المتابعون
notice-group-follows-help = بدأ أحدهم متابعتك.
notice-group-watching = ما تراقبه
notice-group-watching-help = الجديد في ما تراقبه من منتديات ومواضيع، وفي عمليات البحث المحفوظة.
notice-group-questions = الأسئلة
notice-group-questions-help = أسئلتك المفتوحة، وأسئلة في مجالك تنتظر من يجيب.
notice-group-trainings = التدريب
notice-group-trainings-help = المقاعد والتغييرات والشهادات. أما رسائل المقعد المحجوز لك أو المسحوب منك فتصل دائمًا.
notice-group-requests = الاحتياجات
notice-group-requests-help = تدريبات طلبتها أو أيّدتها أو عرضتها.
notice-group-publishing = النشر
notice-group-publishing-help = قرارات المحررين، ومشاركات لم يقبلها خادم آخر.
notice-group-moderation = الإشراف
notice-group-moderation-help = ما فعله المشرفون بشأن مشاركاتك وبلاغاتك؛ وللمشرفين ما ينتظرهم.
notice-group-account = الحساب
notice-group-account-help = توثيقك، وبريدك.

settings-notifications = التنبيهات
notify-lede = اختر ما يصلك هنا وما يصلك بالبريد وما يصلك فورًا على أجهزتك. يُرسل البريد إلى { $email }.
notify-matrix = ما تريد أن يصلك
notify-in-app = في الموقع
notify-mail = بالبريد
pace-now = في حينه
pace-daily = ملخص يومي
pace-weekly = ملخص أسبوعي
pace-never = أبدًا
notify-security = الأمان
notify-security-help = المتصفحات الجديدة، وكلمات المرور، والعامل الثاني، وعنوان بريدك، وبياناتك.
notify-always = بالبريد دائمًا
notify-news = المواضيع الجديدة بالبريد
notify-news-help = ملخص بالمواضيع الجديدة في المنتديات التي تتابعها، يبدأ بما تراقبه. اختيارك له موافقة منك، ولك إنهاؤه متى شئت. ولا يُرسل شيء إن لم يكن جديد.
notify-when = متى يصل البريد والتنبيهات الفورية
notify-when-help = بتوقيت الرياض. وما يحدث في أثناء ذلك يصل بعده مجموعًا.
notify-quiet = ساعات الهدوء
notify-quiet-from = تبدأ
notify-quiet-to = تنتهي
notify-rest = لا شيء يومي الجمعة والسبت
notify-digest-hour = ساعة الملخص
address-fails = تعود إلينا الرسائل المرسلة إلى { $email }، فأوقفناها. تحقّق من العنوان، أو أخبرنا أنه عاد يعمل.
address-change = تغيير العنوان
address-works = عاد يعمل

notices-mail-one = { $sentence }: { $title }
notices-mail-thread = { $n ->
    [one] جديد في «{ $title }»
    [two] جديدان في «{ $title }»
    [few] { $n } مستجدات في «{ $title }»
   *[other] { $n } مستجدًّا في «{ $title }»
}
notices-mail-many = { $n ->
    [one] تنبيه من { $site }
    [two] تنبيهان من { $site }
    [few] { $n } تنبيهات من { $site }
   *[other] { $n } تنبيهًا من { $site }
}
notices-mail-more = { $n ->
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $n } أخرى
   *[other] و{ $n } أخرى
}
notices-mail-why = تصلك هذه الرسالة لأنك عضو في { $site }.
notices-mail-settings = اختيار ما يصلني بالبريد
digest-mail-subject = { $n ->
    [one] { $site }: جديد واحد يهمك
    [two] { $site }: جديدان يهمانك
    [few] { $site }: { $n } مستجدات تهمك
   *[other] { $site }: { $n } مستجدًّا يهمك
}
digest-mail-news = مواضيع جديدة في منتدياتك
leave-group = إيقاف البريد عن: { $group }
leave-all = إيقاف بريد التنبيهات
leave-digest = إيقاف الملخصات
leave-heading = إيقاف هذه الرسائل
leave-text-group = لن يصلك بعد الآن بريد عن:
leave-text-digest = لن تصلك بعد الآن ملخصات بالبريد.
leave-text-all = لن يصلك بعد الآن بريد عن التنبيهات. أما رسائل أمان حسابك فتبقى.
leave-submit = إيقاف هذه الرسائل
leave-done-heading = تم
leave-done-text = لن تصلك رسائل كهذه بعد الآن. ولك أن تختار من جديد في الإعدادات متى شئت.

admin-letters = البريد
admin-letters-lede = الرسائل في طريقها. لا يُعرض محتواها في أي مكان، ولا يظهر من العناوين إلا طرفها.
admin-letters-none = لا رسائل
admin-letters-none-text = لا رسائل في هذه الحالة.
admin-letters-preview = معاينة الرسائل
letter-kind = الرسالة
letter-to = إلى
letter-tries = المحاولات
letter-next = المحاولة التالية
letter-queued = أُدرجت
letter-sent-at = أُرسلت
letter-reason = السبب
letter-oldest = أقدمها
letter-try = محاولة الآن
letter-drop = إسقاط
letter-state-queued = تنتظر
letter-state-sending = قيد الإرسال
letter-state-sent = أُرسلت
letter-state-refused = رُفضت
letter-state-bounced = عادت
letter-state-dropped = أُسقطت
letter-kind-notices = تنبيهات
letter-kind-digest = ملخص
letter-kind-confirm-mail = تأكيد عنوان البريد
letter-kind-reset-password = كلمة مرور جديدة
letter-kind-password-changed = تغيير كلمة المرور
letter-kind-email-change = تغيير عنوان البريد
letter-kind-security = أمان الحساب
letter-kind-identity-linked = ربط تسجيل دخول
letter-kind-invitation = دعوة
letter-kind-organisation-news = المنشآت
letter-kind-verification = التوثيق
letter-kind-seat = مقاعد التدريب
letter-kind-training = تغييرات التدريب
letter-kind-erasure-requested = طلب حذف حساب
letter-kind-erasure-done = اكتمال حذف حساب
letter-kind-export-ready = نسخة بيانات جاهزة
letter-kind-request-answered = رد على طلب بيانات
letter-kind-other = أخرى
letter-reason-no-server = تعذّر الوصول إلى خادم البريد
letter-reason-unwritten = تعذّرت كتابة الرسالة
letter-reason-overtaken = لم تعد لها فائدة
letter-reason-bundled = دُمجت في رسالة أخرى
letter-reason-unreachable = الرسائل إلى هذا العنوان ترتد
letter-reason-inactive = الحساب غير نشط
letter-reason-expired = انتهت مدة المحاولة
letter-reason-by-hand = ألغاها أحد المديرين
preview-lede = كل رسالة بمحتوى تجريبي كما تُقرأ باللغتين.
preview-text = نصًّا صرفًا

retention-letters = رسائل أُرسلت أو تُركت
export-letters = الرسائل المرسلة إليك
export-wishes = إعدادات التنبيهات
export-setting = الإعداد
export-value = القيمة
