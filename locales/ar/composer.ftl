# المحرّر: المسودات والتراجع وشريط الأدوات والنسخ السابقة. والأسئلة وحالها.
draft-keep = حفظ مسودة
draft-kept = حُفظت المسودة
draft-apart = تغيّرت في نافذة أخرى، فحُفظ نصك مسودةً مستقلة
draft-failed = تعذّر حفظ المسودة
draft-offer = بدأت الكتابة هنا من قبل:
draft-untitled = بلا كلمات بعد
draft-topic = موضوع
draft-reply = رد
draft-edit = تعديل
draft-discard = تخلّص منها
draft-homeless = نصّك
draft-homeless-lede = المكان الذي كُتب له أُغلق أو لم يعد موجودًا. نصّك باقٍ هنا، فانسخ ما تحتاجه.
drafts-heading = المسودات
drafts-lede = { $n ->
    [0] ما بدأت كتابته.
    [one] ما بدأت كتابته. المسودة التي تُترك يومًا واحدًا تُحذف.
    [two] ما بدأت كتابته. المسودة التي تُترك يومين تُحذف.
    [few] ما بدأت كتابته. المسودة التي تُترك { $n } أيام تُحذف.
    [many] ما بدأت كتابته. المسودة التي تُترك { $n } يومًا تُحذف.
   *[other] ما بدأت كتابته. المسودة التي تُترك { $n } يوم تُحذف.
}
drafts-empty = لا مسودات
drafts-empty-text = يُحفظ نصّك هنا كل بضع ثوانٍ وأنت تكتب.
flash-draft-kept = حُفظت المسودة.
flash-draft-apart = تغيّرت هذه المسودة في نافذة أخرى، فحُفظ نصّك مسودةً مستقلة.
flash-draft-without-files = حُفظت المسودة، لكن تعذّر قبول بعض الملفات. أرفق الناقص منها مرة أخرى ليظهر السبب.
flash-draft-gone = حُذفت المسودة.
export-drafts = المسودات
export-former-versions = النسخ السابقة من منشوراتك
export-questions = أسئلة لديك مشكلتها نفسها، وأسئلة طُلب منك النظر فيها
retention-drafts = مسودات لم يُكملها أصحابها

undo = تراجع
undo-note = لم يصل خبره إلى أحد بعد.
flash-undone = سُحب قبل أن يصل خبره إلى أحد، وعاد نصّك مسودة.
denied-answered = سبق أن رد عليه أحد أو اعتمده.
denied-told-already = خرج المنشور من هنا. يمكنك تعديله أو حذفه.

tools = التنسيق
tool-bold = عريض
tool-italic = مائل
tool-link = رابط
tool-list = قائمة
tool-tasks = قائمة مهام
tool-quote = اقتباس
tool-code = شفرة
tool-table = جدول
tool-direction = اتجاه الكتابة
direction-auto = الاتجاه: بحسب النص
direction-rtl = من اليمين إلى اليسار
direction-ltr = من اليسار إلى اليمين
similar-heading = لعل هذا سُئل من قبل

history-heading = النسخ السابقة
history-lede = كل نسخة مع ما أُضيف إليها وما حُذف منها.
history-current = الحالية
history-first = الأولى
history-added = أُضيف:
history-removed = حُذف:

kind-waiting = سؤال عليه إجابات
kind-duplicate = سُئل من قبل
kind-stale = سؤال مغلق
closed-duplicate = سبق طرح هذا السؤال:
closed-stale = لم يتابع أحد هذا السؤال منذ مدة طويلة. أي رد جديد يفتحه من جديد.
same-problem = لدي المشكلة نفسها
same-count = { $n ->
    [0] لا أحد لديه المشكلة نفسها
    [one] عضو واحد لديه المشكلة نفسها
    [two] عضوان لديهما المشكلة نفسها
    [few] { $n } أعضاء لديهم المشكلة نفسها
    [many] { $n } عضوًا لديهم المشكلة نفسها
   *[other] { $n } عضو لديهم المشكلة نفسها
}
flash-same = سُجّل ذلك، وسيصلك خبر حين تُعتمد إجابة.
flash-no-original = لم نجد موضوعًا آخر هناك. الصق عنوان السؤال الأسبق.
question-close = سُئل من قبل
question-close-confirm = إغلاقه لأنه سُئل من قبل
question-original = السؤال الأسبق
question-original-help = الصق عنوانه هنا.
question-reopen = إعادة فتحه
questions-heading = الأسئلة
questions-lede = أسئلة من كل المنتديات التي يمكنك قراءتها. إن مرّت بك المشكلة فخبرتك تفيد.
questions-tabs = أي الأسئلة
questions-tab-unanswered = بلا إجابة
questions-tab-open = مفتوحة
questions-tab-accepted = مُجابة
questions-tab-all = الكل
questions-empty = لا أسئلة هنا
questions-empty-text = تجاوزت الأسئلة كلها هذه المرحلة.
nudges-on = إذا بقي سؤال في مجالاتك بلا إجابة فقد يُطلب منك النظر فيه.
nudges-off = لا يُطلب منك النظر في الأسئلة التي لا إجابة عنها.
nudges-stop = لا تسألوني
nudges-start = اسألوني من جديد
notice-solved = اعتمد { $name } إجابة عن مشكلة لديك مثلها
notice-reminder = أجاب { $name } وغيره عن سؤالك. هل حلّت إحدى الإجابات المشكلة؟
notice-nudge = يسأل { $name } في مجالك، ولم يجب أحد بعد
notice-duplicate = أغلق { $name } سؤالك لأنه سُئل من قبل
