# التوثيق: من جهة العضو ومن جهة المدقّقين، وما يظهر بجوار الأسماء.
place-verification = التوثيق
verification-lede = هنا يعرف الناس أن خلف كل اسم منشأة موثّقة. والمستندات التي تثبت ذلك لا تغادر هذا الخادم أبدًا.
verification-standing = مستواك
verification-staff = أنت من القائمين على هذا الخادم، فلا تحتاج إلى مستندات.
verification-none = إلى أن توثَّق يمكنك القراءة والمتابعة وكتابة المسودات.
verification-rights = ما يتيحه كل مستوى
verification-right = لكي تفعل هذا
verification-takes = يلزمك
yes = نعم
no = لا
verification-have = متاح لك
verification-workplaces = منشآتك
verification-ask = اطلب:
verification-renew = جدّد:
verification-owner-asks = يقدّم المستندات من يمثّل هذه المنشأة.
verification-who = من أنت؟
verification-cases = طلباتك
right-reply = الإجابة عن أسئلة الآخرين
right-open-topics = طرح الأسئلة وفتح المواضيع
right-publish-case-studies = نشر تجارب المصانع
right-publish-trainings = طرح الدورات التدريبية
right-see-directory = البحث عن الأشخاص والمنشآت
right-enter-verified-forums = دخول منتديات الأعضاء الموثّقين
verification-not-yet = لم توثَّق بعد
level-0 = بريد مؤكَّد
level-1 = هوية موثّقة
level-2 = موقع صناعي موثّق
level-3 = مزوّد أو خبير موثّق
verified = موثّق
verified-title = وثّقه { $site } حتى { $until }
verified-until = موثّق حتى
who-factory = أمثّل مصنعًا
who-factory-text = سجّله برقمه الوطني الموحد، ثم أرفق شهادة سجله التجاري.
who-invited = شركتي موجودة هنا
who-invited-text = ابحث عنها واطلب الانضمام، أو افتح الدعوة التي وصلتك بالبريد.
who-provider = أمثّل مزوّد خدمات أو مركز تدريب
who-provider-text = سجّله، ثم أرفق ما يثبت اعتماده.
who-chamber = أعمل في غرفة أو تجمّع صناعي
who-chamber-text = سجّلها، وسيؤكدها أحد مدقّقي هذا الخادم.
who-expert = أنا خبير مستقل
who-expert-text = أرفق شهادة في مجالك؛ التوثيق هنا لك أنت لا لشركة.
who-expert-begin = ابدأ
who-reader = أريد القراءة فقط
who-reader-text = لا يلزمك شيء آخر، فالمنتديات مفتوحة لك.

case-title = مستندات
case-draft = قيد التعبئة
case-submitted = لدى المدقّق
case-returned = أعيد إليك
case-approved = موثّق
case-rejected = لم يوثَّق
case-withdrawn = مسحوب
case-renewal = تجديد
case-appeal = مراجعة ثانية
case-late = متأخر
case-waits = يراجع أحد المدقّقين مستنداتك.
case-due = يصلك الرد قبل
case-approved-text = وُثّق في
case-returned-text = يحتاج المدقّق إلى شيء آخر.
case-rejected-text = لم يُقبل هذا الطلب.
case-numbers = 1. الأرقام
case-words = 1. عنك
case-papers = المستندات
case-wiped = أُتلفت الأرقام والمستندات في
case-hand-in = تقديم الطلب
case-hand-in-text = بعد التقديم لا يمكن تعديل شيء حتى يرد المدقّق.
case-withdraw = سحب الطلب كله
case-privacy = { $n ->
    [zero] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف يوم صدور القرار.
    [one] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف بعد يوم واحد من القرار.
    [two] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف بعد يومين من القرار.
    [few] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف بعد { $n } أيام من القرار.
    [many] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف بعد { $n } يومًا من القرار.
   *[other] لا يطّلع على هذه المستندات إلا مدقّقو هذا الخادم، ويُسجَّل كل اطلاع. وهي محفوظة مشفّرة وتُتلف بعد { $n } يوم من القرار.
}
field-national-number-case-help = عشرة أرقام تبدأ بالرقم 7، كما في شهادة السجل التجاري.
field-register-number = رقم السجل التجاري القديم
field-register-number-help = عشرة أرقام، إن كان ما زال مكتوبًا في مستنداتك.
field-vat-number = الرقم الضريبي
field-vat-number-help = خمسة عشر رقمًا، أولها وآخرها 3.
field-licence-number = رقم الترخيص الصناعي
field-licence-expires = سارٍ حتى
field-licence-expires-help = التاريخ المطبوع على الترخيص.
field-chamber-number = رقم عضوية الغرفة
field-chamber-number-help = إن كنت عضوًا في الغرفة التي تدير هذا الخادم فهذا أسرع إثبات.
field-case-message = ملاحظات
field-case-message-help = لا يقرؤها إلا المدقّقون.
field-document = الملف
field-document-help = بصيغة PDF أو JPEG أو PNG، وبحجم لا يتجاوز { $megabytes } م.ب. وتكفي صورة واضحة للورقة.
field-document-kind = ما هذا المستند؟
document-register = شهادة السجل التجاري
document-register-why = تثبت وجود المنشأة واسمها.
document-vat = شهادة التسجيل في ضريبة القيمة المضافة
document-vat-why = تؤكد الاسم والرقم مرة ثانية.
document-chamber = شهادة عضوية الغرفة
document-chamber-why = فيها الاسم والرقم والنشاط، وغالبًا ما يكون التحقق منها أسرع.
document-licence = الترخيص الصناعي
document-licence-why = يثبت أنكم تصنعون، وماذا تصنعون، وأين.
document-lease = عقد أرض أو مبنى في مدينة صناعية
document-lease-why = يثبت الموقع.
document-size = شهادة حجم المنشأة
document-size-why = تبيّن فئة الحجم.
document-authority = خطاب تفويض بتمثيل المنشأة
document-authority-why = يفيد إن لم يكن بريدك على نطاق الشركة.
document-accreditation = اعتماد أو شهادة في مجالك
document-accreditation-why = تبيّن ما يحق لك التدريب عليه أو الاستشارة فيه.
file-size = { $kilobytes } ك.ب
paper-there = مرفق
paper-required = مطلوب
paper-optional = إن وُجد
paper-missing = لم يُرفق
paper-remove = حذف
paper-add = إضافة مستند
paper-send = إضافة
paper-show = عرض هنا
appeal-heading = اطلب مدقّقًا آخر
appeal-text = يمكنك ذلك مرة واحدة، وينظر في المستندات نفسها من لم يقرر فيها من قبل.
field-appeal = ما الذي لم يؤخذ في الحسبان؟
appeal-send = طلب مراجعة ثانية
flash-handed-in = قُدّم الطلب، وسينظر فيه أحد المدقّقين.
flash-withdrawn = سُحب الطلب.
flash-added = أُضيف المستند.
flash-removed = حُذف المستند.
flash-decided = صدر القرار، وستصل رسالة إلى مقدّم الطلب.
flash-first-of-two = سُجّلت موافقتك، ويلزم أن يوافق مدقّق ثانٍ.

place-admin-verification = التوثيق
queue-lede = ما ينتظر القرار، الأقدم أولًا.
queue-cases = الطلبات
queue-states = الطلبات بحسب حالتها
queue-empty = لا شيء هنا
queue-empty-text = كل طلب يقدَّم يظهر هنا.
column-subject = صاحب الطلب
column-applicant = قدّمه
column-level = المستوى
column-handed-in = منذ
column-due = الموعد
verifiers-heading = المدقّقون
verifiers-text = إلى جانب المديرين، يقرر هؤلاء الأعضاء في الطلبات. يطّلعون على المستندات وليس لهم حق آخر.
field-verifier = تعيين مدقّق
field-verifier-help = اسم مستخدم هنا، مثل sara.
list-heading = قائمة أعضاء الغرفة
list-lede = من قدّم رقمًا مدرجًا من بريد على النطاق المدرج يوثَّق فورًا. ولغيره تُظهر القائمة للمدقّق ما تعرفه الغرفة.
list-count = { $n ->
    [zero] القائمة فارغة.
    [one] في القائمة عضو واحد.
    [two] في القائمة عضوان.
    [few] في القائمة { $n } أعضاء.
    [many] في القائمة { $n } عضوًا.
   *[other] في القائمة { $n } عضو.
}
list-change = استبدال القائمة
list-replace = استبدال القائمة
list-columns = الأعمدة:
field-list = القائمة بصيغة CSV
field-list-help = السطر الأول أسماء الأعمدة، وتحل القائمة الجديدة محل القديمة كاملة.
review-title = مستندات تنتظر القرار
review-logged = كل اطلاع على مستند يُسجَّل أدناه.
review-log = سجل الطلب
review-claims = ما ورد في الطلب
review-domain = نطاق البريد
review-in-force = الساري الآن
review-organisation = صفحة المنشأة
review-known = ما نعرفه
review-listed-name = الاسم في القائمة
review-listed-until = عضو حتى
review-same-number = منشآت أخرى ذكرت الرقم نفسه:
review-decide = القرار
review-second = وافق مدقّق قبلك، وستكون الثاني.
review-approve = توثيق
review-return = طلب استكمال
review-reject = رفض
field-until = سارٍ حتى
field-until-help = لا يتجاوز سريان المستندات نفسها.
field-reason = السبب
field-reason-help = مطلوب عند طلب الاستكمال أو الرفض، ويقرؤه مقدّم الطلب بلغته.
field-note = ملاحظة لمقدّم الطلب
field-note-help = ما الناقص أو الخطأ تحديدًا.
reason-choose = اختر …
reason-unreadable = أحد المستندات غير مقروء.
reason-wrong-document = أحد المستندات ليس هو المطلوب.
reason-number-differs = الرقم في المستند مختلف.
reason-name-differs = الاسم في المستند مختلف.
reason-out-of-date = أحد المستندات منتهي الصلاحية.
reason-no-authority = لا يوجد ما يثبت أنك تمثّل المنشأة.
reason-claimed-by-other = أثبتت جهة أخرى أن هذا الرقم لها.
reason-other = انظر الملاحظة.
finding-unknown = لا تعرف قائمة الغرفة هذا الرقم.
finding-known = الرقم موجود في قائمة الغرفة. وعليك أن تتحقق من أن مقدّم الطلب ينتمي إليها.
finding-confirmed = الرقم موجود في قائمة الغرفة، ومقدّم الطلب يراسل من النطاق المدرج.
end-heading = سحب التوثيق
end-text = ينتهي فورًا لكل من يعمل هناك.
end-submit = سحب
log-begun = بدأ الطلب
log-submitted = قُدّم الطلب
log-withdrawn = سحبه مقدّمه
log-appealed = طُلبت مراجعة ثانية
log-document-added = أُضيف مستند
log-document-removed = حُذف مستند
log-document-viewed = اطلاع على مستند
log-first-approval = وافق الأول من اثنين
log-approved = وُثّق
log-returned = أعيد للاستكمال
log-rejected = رُفض
log-ended = سُحب التوثيق
log-wiped = أُتلفت الأرقام والمستندات
log-by-itself = هذا الخادم
vouch-heading = تزكية هذا الشخص
vouch-text = لا تسري إلا على هذا الخادم، ولا يُبلَّغ خادمه بها.
vouch-note = كيف تعرفه؟
vouch-submit = تزكية
vouch-withdraw = سحب التزكية

scope-verified = الأعضاء الموثّقون
scope-verified-sentence = لا يقرؤه إلا الأعضاء الموثّقون في هذا الخادم.
posting-verified = الأعضاء الموثّقون
forum-needs-level = الكتابة هنا للأعضاء الموثّقين.
forum-needs-level-action = كيف أوثَّق؟
home-unverified = يمكنك قراءة كل شيء هنا. ولكي تسأل وتجيب، وثّق منشأتك.

problem-register-number = عشرة أرقام، مثل 1010123456.
problem-vat-number = خمسة عشر رقمًا، أولها وآخرها 3.
problem-licence-number = الحروف والأرقام كما هي مطبوعة، أربعة على الأقل.
problem-date = تاريخ صحيح، مثل 2027-03-01، خلال ثلاث سنوات من الآن.
problem-past = هذا التاريخ مضى.
problem-line = تعذّرت قراءة السطر { $limit }.
problem-file-type = هذا الملف ليس PDF ولا JPEG ولا PNG.
problem-file-too-large = الملف أكبر من { $limit } م.ب. تكفي صورة بجودة عادية.
problem-file-damaged = الملف تالف أو وصل ناقصًا. أرسله مرة أخرى.
problem-file-locked = ملف PDF مقفل بكلمة مرور. احفظه من دونها.
problem-file-pixels = دقة الصورة أكبر مما تحتاجه صفحة. صغّرها من فضلك.
denied-unverified = يلزم لهذا مستوى توثيق أعلى.
denied-not-verifier = هذا للمدقّقين فقط.
denied-own-case = لا يمكنك أن تقرر في مستنداتك أو مستندات شركتك، ولا مرتين في الطلب نفسه.
denied-decided = صدر القرار أو قُدّم الطلب في هذه الأثناء.

verify-mail-waiting-subject = طلبات توثيق تنتظر في { $site }
verify-mail-waiting-text = { $n ->
    [zero] لا طلبات تنتظر.
    [one] طلب واحد ينتظر مدقّقًا.
    [two] طلبان ينتظران مدقّقًا.
    [few] { $n } طلبات تنتظر مدقّقًا.
    [many] { $n } طلبًا ينتظر مدقّقًا.
   *[other] { $n } طلب ينتظر مدقّقًا.
}
verify-mail-waiting-button = فتح الطلبات
verify-mail-waiting-help = وصلتك هذه الرسالة لأنك من مدقّقي { $site }.
verify-mail-returned-subject = يحتاج المدقّق إلى شيء آخر
verify-mail-returned-text = نُظر في مستنداتك في { $site } وهناك ما ينقصها. اطّلع على المطلوب ثم قدّم الطلب مرة أخرى.
verify-mail-approved-subject = تم التوثيق في { $site }
verify-mail-approved-text = قُبلت مستنداتك، وتظهر علامة التوثيق بجوار اسمك من الآن.
verify-mail-rejected-subject = طلب توثيقك في { $site }
verify-mail-rejected-text = لم تُقبل مستنداتك. يمكنك معرفة السبب، ولك أن تطلب مدقّقًا آخر مرة واحدة.
verify-mail-button = عرض القرار
verify-mail-help = حرصًا على سلامتك لا تذكر هذه الرسالة رقمًا ولا مستندًا.
verify-mail-reminder-subject = ينتهي توثيق { $subject } في { $until }
verify-mail-reminder-text = ينتهي توثيق { $subject } في { $site } بتاريخ { $until }. لا يستغرق تجديده سوى دقائق.
verify-mail-expired-subject = انتهى توثيق { $subject }
verify-mail-expired-text = انتهى توثيق { $subject } في { $site } بتاريخ { $until }. يمكنك القراءة وإكمال مواضيعك، ولما سوى ذلك جدّد التوثيق.
verify-mail-ended-subject = سُحب توثيق { $subject }
verify-mail-ended-text = سحب أحد مدقّقي { $site } توثيق { $subject }. يمكنك معرفة السبب وتقديم مستنداتك من جديد.
verify-mail-renew-button = تجديد
verify-mail-renew-help = وصلتك هذه الرسالة لأن التوثيق باسمك أو باسم شركتك.

people-verified = الموثّقون فقط
org-edit-verified = تغيير النوع أو الاسم أو الرقم يُنهي التوثيق، لأن ما ثبت إنما ثبت لهذه البيانات.
export-details = المزيد عنك
export-job-title = المسمى الوظيفي
export-region = المنطقة
export-sector = القطاع
export-languages = اللغات
export-ways-in = طرق دخولك
export-cases = المستندات التي قدّمتها
export-level = المستوى
export-number = الرقم الوطني الموحد
export-register-number = رقم السجل التجاري
export-vat-number = الرقم الضريبي
export-licence-number = رقم الترخيص
export-chamber-number = رقم عضوية الغرفة
export-papers = المستندات
export-decided = تاريخ القرار
export-verifications = التوثيق
export-since = منذ
