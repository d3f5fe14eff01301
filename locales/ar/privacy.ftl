# الخصوصية: الإشعار والموافقات ونسخ البيانات وحذف الحساب وواجبات المشغّلين.
footer-privacy = الخصوصية
settings-privacy = الخصوصية
place-admin-privacy = الخصوصية

notice-heading = إشعار الخصوصية
notice-version = النسخة { $version }
notice-old = هذه نسخة سابقة.
notice-old-newer = اقرأ النسخة السارية
notice-versions = كل النسخ
notice-due = تغيّر إشعار الخصوصية. يمكنك متابعة القراءة، وللكتابة من جديد نرجو أن توافق عليه.
notice-due-read = اقرأه ووافق عليه
notice-accept = قرأت إشعار الخصوصية وأوافق عليه
notice-summary = نحتفظ بحسابك وملفك وما تكتبه. أما بريدك ومستنداتك فلا تغادر هذا الخادم أبدًا.
notice-read = اقرأ الإشعار
notice-accept-heading = تغيّر إشعار الخصوصية
notice-accept-lede = نرجو أن تقرأ الجديد فيه قبل أن تواصل الكتابة هنا.
notice-changed = تغيّر الإشعار أثناء قراءتك. هذه أحدث نسخة منه.
notice-accept-submit = أوافق على النسخة { $version }
notice-accept-help = إن لم ترغب في الموافقة فلك أن تواصل القراءة، وأن تأخذ نسخة من بياناتك، وأن تحذف حسابك.
notice-accepted-already = وافقت على كل ما يلزم.
notice-was-accepted = وافقت عليها
notice-new = نسخة جديدة
notice-next = إشعار الخصوصية، النسخة { $version }
notice-new-lede = ابدأ بالنص الساري وعدّله. ما نُشر يبقى متاحًا للقراءة ولا يُعدّل.
notice-text-ar = النص بالعربية
notice-text-en = النص بالإنجليزية
notice-text-help = بصيغة Markdown. تحلّ {"{"}site{"}"} و{"{"}host{"}"} و{"{"}contact{"}"} محلّ اسم هذا الخادم وعنوانه وجهة التواصل.
notice-requires = تلزم موافقة الأعضاء
notice-requires-help = تُطلب منهم في كل صفحة، ولا يكتبون قبلها. للتغييرات التي تعنيهم.
notice-publish = نشر

consents-legend = بماذا تسمح فوق ذلك؟
consents-help = لا يلزم شيء منها، ولك أن تغيّر رأيك متى شئت.
consent-digest = موجز بالبريد
consent-digest-help = المواضيع الجديدة في منتدياتك، كل أسبوع أو كل يوم بحسب اختيارك في إعدادات التنبيهات.
consent-profile = ملف شخصي عام
consent-profile-help = يرى الزوار ومحركات البحث ملفك، وترى الخوادم الأخرى ما سمحت به منه. ومن دونه يراه أعضاء هذا الخادم وحدهم، ويبقى اسمك إلى جانب ما تكتبه في كل حال.
consent-federation = المتابعة من خارج الشبكة
consent-federation-help = لمن هم في خوادم خارج الشبكة الموثوقة أن يتابعوك وتصلهم مشاركاتك في المنتديات العامة. ومن دونه يُرفضون، وتُلغى متابعة من يتابعك منهم الآن. أما المنتديات العامة نفسها فتُقرأ في كل مكان.
consent-abroad = انتقال البيانات إلى خارج المملكة
consent-abroad-help = لا نعرف حتى الآن في أي بلد يقع كل خادم آخر. يُدوَّن اختيارك ولا يترتب عليه شيء بعد، وما تكتبه في المنتديات العامة قد يغادر المملكة.
consents-history = سجل موافقاتي
consent-given = موافقة
consent-withdrawn = رجوع عن الموافقة
consent-at-registration = عند التسجيل
consent-in-settings = من الإعدادات

profile-hidden = هذا الملف للأعضاء وحدهم
profile-hidden-text = سجّل الدخول للاطلاع عليه.

admin-privacy-lede = ما يطلبه نظام حماية البيانات الشخصية ممن يدير هذا الخادم.
privacy-log = ما جرى
privacy-log-empty = لا شيء بعد.
log-notice-published = نشر إشعار خصوصية
log-other = أمر آخر
log-erasure-requested = طلب محو حساب
log-erasure-stopped = أوقف محو حساب لأنه حساب المدير الوحيد
privacy-overview = نظرة عامة

former-member = عضو سابق
flash-erasure-requested = سيُحذف حسابك. إن غيّرت رأيك فسجّل الدخول، أو افتح الرابط الذي في الرسالة.
flash-account-kept = بقي حسابك، ويمكنك تسجيل الدخول كما كنت.
erasure-heading = حذف حسابي
erasure-summary = يُتلف كل ما لدينا عنك، ونبلغ الخوادم الأخرى بحذف نسخها.
erasure-begin = حذف حسابي…
erasure-lede = { $n ->
    [0] تُسجَّل خارجًا من كل مكان، ويُتلف كل ما يخصّك فورًا.
    [one] تُسجَّل خارجًا من كل مكان فورًا، وبعد يوم واحد يُتلف كل ما يخصّك. وإن سجّلت الدخول قبل ذلك بقي حسابك.
    [two] تُسجَّل خارجًا من كل مكان فورًا، وبعد يومين يُتلف كل ما يخصّك. وإن سجّلت الدخول قبل ذلك بقي حسابك.
    [few] تُسجَّل خارجًا من كل مكان فورًا، وبعد { $n } أيام يُتلف كل ما يخصّك. وإن سجّلت الدخول قبل ذلك بقي حسابك.
    [many] تُسجَّل خارجًا من كل مكان فورًا، وبعد { $n } يومًا يُتلف كل ما يخصّك. وإن سجّلت الدخول قبل ذلك بقي حسابك.
   *[other] تُسجَّل خارجًا من كل مكان فورًا، وبعد { $n } يوم يُتلف كل ما يخصّك. وإن سجّلت الدخول قبل ذلك بقي حسابك.
}
erasure-mode = ماذا عمّا كتبته؟
erasure-anonymise = يبقى بلا اسمك
erasure-anonymise-help = تبقى النقاشات التي شارك فيها غيرك مفهومة، ويصير الكاتب «عضو سابق». ويزول اسمك ومعرّفك وكل رابط إليك، ومن ردود الآخرين عليك أيضًا.
erasure-remove = يُحذف معه
erasure-remove-help = يُحذف كل موضوع وكل رد، ويبقى مكانه في النقاش فارغًا.
erasure-elsewhere = في الحالتين نطلب من الخوادم الأخرى حذف كل ما كتبته، ونحتفظ بما أجابت به. أما الرسائل التي أُرسلت من قبل فلا يمكن استرجاعها.
erasure-submit = احذف حسابي
keep-heading = هل تُبقي حسابك؟
keep-text = كان حسابك على وشك الحذف. إن أبقيته لم يتغيّر شيء.
keep-submit = أبقِ حسابي
keep-expired-text = استُعمل الرابط من قبل، أو حُذف الحساب فعلًا.
erasures-heading = محو الحسابات
erasures-lede = الحسابات التي تُحذف، وما أجابت به الخوادم الأخرى حين أُبلغت.
erasures-empty = لم يُمحَ حساب بعد
erasures-empty-text = يحذف الأعضاء حساباتهم من إعداداتهم، ومن طلب ذلك كتابةً يُمحى حسابه من هنا.
erasure-of = الحساب { $account }
erasure-posts = { $n ->
    [0] لا مشاركات
    [one] مشاركة واحدة
    [two] مشاركتان
    [few] { $n } مشاركات
    [many] { $n } مشاركة
   *[other] { $n } مشاركة
}
erasure-asked = طُلب
erasure-due = موعده
erasure-finished = اكتمل
erasure-by-staff = من المشغّلين
erasure-waiting = بانتظار موعده
erasure-cancelled = أُوقف
erasure-telling = مُحي، ويجري إبلاغ الخوادم الأخرى
erasure-done = اكتمل
column-told = أُبلغ
column-answered = أجاب
receipt-waiting = سيُبلَّغ
receipt-sent = في الطريق
receipt-accepted = تسلّم الإبلاغ
receipt-refused = رفض الإبلاغ
receipt-failed = لم يُجب
receipt-skipped = لم يُبلَّغ: لا نتعامل معه
erase-heading = محو حساب
erase-help = لمن طلب ذلك بطريقة أخرى. تحقق من هويته أولًا. تصله رسالة وله أن يوقف المحو.
erase-submit = محو

mail-erasure-subject = سيُحذف حسابك في { $site }
mail-erasure-text = طُلب حذف حسابك في { $site }، ونرجو أن تكون أنت من طلبه. يُحذف في { $day }. ولك حتى ذلك اليوم أن تُبقيه: سجّل الدخول أو افتح هذا الرابط:
mail-erasure-button = أبقِ حسابي
mail-erasure-help = إن كان هذا ما تريد فلا شيء عليك. وبعد ذلك اليوم لا يمكن استرجاع شيء.
mail-erased-subject = حُذف حسابك في { $site }
mail-erased-text = أُتلف كل ما كان لدينا عنك في { $site }. وأبلغنا خوادم أخرى، عددها { $total }، بحذف نسخها، وتسلّم الإبلاغ منها { $accepted }. هذه آخر رسالة، ومعها نسينا بريدك. وما أبقيناه وسببه مذكوران في إشعار الخصوصية:
mail-erased-button = إشعار الخصوصية
mail-erased-help = يبقى اسم المستخدم محجوزًا حتى لا ينتحل أحد شخصيتك.

flash-export-requested = يجري إعداد نسختك، وتصلك رسالة حين تجهز.
export-title-card = نسخة من بياناتي
export-lede = كل ما لدينا عنك في ملف واحد: صفحة تُقرأ من دون اتصال، وملفات JSON للبرامج، وجدول بمشاركاتك. وليس فيه عن غيرك سوى العناوين.
export-ask = إعداد نسخة
export-waiting = قيد الإعداد
export-ready = جاهزة
export-expired = حُذفت
export-download = تنزيل ({ $size } كيلوبايت)
export-keep-until = حتى
export-heading = ما لدينا عن { $name }
export-made = نسخة من بياناتك في { $site }. احفظها حيث لا يقرؤها غيرك.
export-none = لا شيء.
export-account = الحساب
export-profile = الملف الشخصي
export-posts = ما كتبته
export-own-votes = ما أيّدته
export-following = من تتابعهم
export-followers = من يتابعونك
export-mentions = أين أُشير إليك
export-notifications = التنبيهات
export-sessions = أين سجّلت الدخول
export-applications = التطبيقات التي سمحت لها
export-consents = الموافقات
export-notices = إشعارات الخصوصية التي وافقت عليها
export-organisations = المنشآت
export-requests = طلباتك بشأن بياناتك
export-exports = نسخ بياناتك
export-email = البريد الإلكتروني
export-username = اسم المستخدم
export-role = الدور
export-language = اللغة
export-created = منذ
export-confirmed = تأكيد البريد
export-name = الاسم
export-name-ar = الاسم بالعربية
export-name-en = الاسم بالإنجليزية
export-bio = نبذة
export-expertise = مجالات الخبرة
export-address = العنوان في الشبكة
export-public = ملف عام
export-kind = النوع
export-title = العنوان
export-text = النص
export-readers = القرّاء
export-votes = التأييد
export-link = الرابط
export-published = النشر
export-edited = التعديل
export-removed = الحذف
export-when = الوقت
export-state = الحالة
export-by = من
export-read = القراءة
export-browser = المتصفح
export-seen = آخر استخدام
export-until = حتى
export-scopes = يُسمح له
export-purpose = الغرض
export-given = موافقة
export-version = نسخة الإشعار
export-where = من أين
export-message = الرسالة
export-answer = الجواب
export-due = موعد الجواب

mail-export-subject = نسخة بياناتك في { $site } جاهزة
mail-export-text = نسخة بياناتك في { $site } التي طلبتها جاهزة للتنزيل حتى { $day }، ولا ينزّلها غيرك:
mail-export-button = إلى بياناتي
mail-export-help = إن لم تطلبها فقد يكون غيرك دخل إلى حسابك: غيّر كلمة مرورك.

flash-request-filed = سُجّل طلبك، ويصلك الجواب خلال 30 يومًا.
requests-own = اسألنا عن بياناتك
requests-own-lede = لما لا يمكنك فعله هنا بنفسك. يمنحنا النظام 30 يومًا للإجابة.
request-file = إرسال الطلب
requests-heading = الطلبات
requests-lede = ما يطلبه الناس بشأن بياناتهم. يوجب النظام الإجابة خلال 30 يومًا من ورود الطلب، وتُمدّد مرة واحدة 30 يومًا مع بيان السبب.
requests-empty = لا طلب ينتظر
requests-empty-text = يقدّم الأعضاء طلباتهم من إعداداتهم، وما يرد كتابةً يُدخل أدناه.
requests-closed = أُجيب عنها
request-enter = إدخال طلب ورد كتابةً
request-kind = موضوع الطلب
request-access = الاطلاع أو نسخة
request-correction = تصحيح
request-erasure = إتلاف
request-objection = اعتراض
request-requester = مقدّم الطلب
request-requester-help = الاسم وطريقة التواصل.
request-received-on = تاريخ الورود
request-message = نص الطلب
request-by-member = عضو
request-received = ورد
request-due = موعد الجواب
request-overdue = متأخر
request-days-left = { $n ->
    [0] موعده اليوم
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $n } أيام
    [many] بقي { $n } يومًا
   *[other] بقي { $n } يوم
}
request-open = قائم
request-granted = أُجيب
request-refused = رُفض
request-extended = مُدّدت المهلة:
request-identified = هوية الطالب مؤكدة
request-identified-help = العضو الذي سجّل الدخول أثبت هويته. وعلى غيره إثباتها قبل أن يُجاب.
request-notes = ملاحظات
request-notes-help = لا يقرؤها إلا المديرون.
request-answer = الجواب
request-answer-help = يقرؤه العضو في إعداداته. والرفض يلزمه بيان أسبابه.
request-grant = أُجيب الطلب
request-refuse = رُفض
request-reason = لماذا تلزم مدة أطول؟
request-reason-help = مرة واحدة، 30 يومًا أخرى. ويُبلّغ العضو بالسبب.
request-extend = تمديد 30 يومًا
requests-open-count = { $n ->
    [0] لا قائم
    [one] طلب واحد قائم
    [two] طلبان قائمان
    [few] { $n } طلبات قائمة
    [many] { $n } طلبًا قائمًا
   *[other] { $n } طلب قائم
}
requests-overdue-count = { $n ->
    [one] طلب متأخر
    [two] طلبان متأخران
    [few] { $n } طلبات متأخرة
    [many] { $n } طلبًا متأخرًا
   *[other] { $n } طلب متأخر
}
breaches-open-count = { $n ->
    [0] لا قائم
    [one] حادثة واحدة قائمة
    [two] حادثتان قائمتان
    [few] { $n } حوادث قائمة
    [many] { $n } حادثة قائمة
   *[other] { $n } حادثة قائمة
}
privacy-waiting = ما ينتظر
breaches-heading = حوادث التسرّب
breaches-lede = بيانات شخصية وصلت إلى غير أهلها أو فُقدت أو غُيّرت. إن كان ضرر محتمل وجب إبلاغ الجهة المختصة (سدايا) خلال 72 ساعة.
breaches-empty = لا حادثة معروفة
breaches-empty-text = ونرجو أن يبقى كذلك. تبدأ المهلة من لحظة العلم، فأدخل الحادثة أولًا ثم استكمل تفاصيلها.
breach-new = إدخال حادثة
breach-edit = حادثة
breach-lede = هذه هي النقاط التي تطلبها الجهة المختصة. اكتب ما تعرفه الآن، والباقي حين تعرفه.
breach-title = في سطر واحد
breach-discovered = وقت العلم بها
breach-discovered-help = بتوقيت الرياض. من هنا تبدأ الساعات الاثنتان والسبعون.
breach-deadline = إبلاغ الجهة قبل
breach-circumstances = ماذا حدث ومتى وكيف؟
breach-circumstances-help = وكيف عُلم به.
breach-affected = من المتأثرون؟
breach-affected-help = أي بيانات، ولكم شخص، ومن أي فئة.
breach-risks = ما الذي قد يترتب عليها؟
breach-measures = ما الذي يُتخذ حيالها؟
breach-measures-help = ما اتُّخذ وما سيُتخذ حتى لا تتكرر.
breach-authority = إبلاغ الجهة
breach-authority-help = وقت إرسال البلاغ إلى الجهة المختصة.
breach-people = إبلاغ الأعضاء
breach-people-help = دون تأخير إن كان فيها ضرر محتمل عليهم.
breach-close = لم يبقَ ما يُفعل
breach-close-help = يُحتفظ بالملف.
breach-closed = أُغلقت
breach-told = أُبلغت الجهة
breach-overdue = لم تُبلّغ الجهة في موعدها
breach-hours-left = { $n ->
    [0] بقي أقل من ساعة
    [one] بقيت ساعة واحدة
    [two] بقيت ساعتان
    [few] بقيت { $n } ساعات
    [many] بقيت { $n } ساعة
   *[other] بقيت { $n } ساعة
}
processing-heading = سجل المعالجة
processing-lede = ما يُفعل ببيانات مَن، ولماذا، وإلى متى. جاء معبّأً، فعدّله بما يوافق عملك. وقد تطلبه الجهة المختصة.
processing-new = إضافة بند
processing-edit = بند من السجل
processing-updated = آخر تعديل
processing-purpose = الغرض
processing-data = البيانات
processing-people = أصحاب البيانات
processing-recipients = المستلمون
processing-transfer = النقل إلى خارج المملكة
processing-retention = مدة الاحتفاظ
processing-basis = الأساس النظامي
processing-measures = التدابير
language-arabic = بالعربية
language-english = بالإنجليزية
retention-heading = مدد الاحتفاظ
retention-lede = يُتلف ما انتهت مدته مرة كل يوم. والمدد مضبوطة في ملف الإعداد تحت privacy.
retention-what = البيانات
retention-kept = مدة الاحتفاظ
retention-days = { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
retention-own = حتى تُستعمل أو تنتهي مدتها
retention-runs = ما أُتلف
retention-none = لا شيء بعد.
retention-exports = نسخ بيانات الأعضاء
retention-sessions = الجلسات
retention-tokens = الروابط والرموز التي تعمل مرة واحدة
retention-notifications = التنبيهات المقروءة
retention-unconfirmed = الحسابات غير المؤكدة
retention-inbox = النصوص الواردة من خوادم أخرى
retention-dead-letters = ما رفضته خوادم أخرى
retention-addresses = عناوين من مُحيت حساباتهم
retention-other = أمر آخر
log-request-entered = أدخل طلبًا
log-request-noted = دوّن ملاحظات على طلب
log-request-extended = مدّد مهلة طلب
log-request-answered = أجاب عن طلب
log-breach-entered = أدخل حادثة تسرّب
log-breach-changed = عدّل حادثة تسرّب
log-processing-changed = عدّل سجل المعالجة

mail-request-subject = جديد طلبك إلى { $site }
mail-request-text = طرأ جديد على طلبك بشأن بياناتك في { $site }. تقرؤه في إعداداتك:
mail-request-button = إلى طلبي
mail-request-help = ما نقوله فيه موجود هناك، وليس في أي رسالة.
