# الملفات المرفقة بالمشاركات، وصفحة ملفاتي.

files-add = إرفاق ملفات
files-pick = اختر الملفات
files-help = صور حتى { $images } م.ب، وملفات PDF وأوفيس وCSV وDWG وDXF وSTEP حتى { $files } م.ب. يمكنك أيضًا لصقها أو إسقاطها هنا.
files-most =
    { $n ->
        [zero] من دون ملفات.
        [one] ملف واحد على الأكثر.
        [two] ملفان على الأكثر.
        [few] { $n } ملفات على الأكثر.
        [many] { $n } ملفًا على الأكثر.
       *[other] { $n } ملف على الأكثر.
    }
files-attach = ارفعها ثم صِفها
files-busy = جارٍ الرفع…
files-failed = انقطع الرفع. لم يُحفظ شيء من الملف، ونصك باقٍ هنا. حاول مرة أخرى.
files-progress = تقدّم الرفع
file-alt-picture = ماذا تُظهر الصورة؟ لمن لا يراها
file-alt = وصف الملف
file-drop = إزالة
file-no-alt = صورة بلا وصف: { $name }
file-kilobytes =
    { $n ->
        [zero] { $n } ك.ب
        [one] { $n } ك.ب
        [two] { $n } ك.ب
        [few] { $n } ك.ب
        [many] { $n } ك.ب
       *[other] { $n } ك.ب
    }

settings-uploads = ملفاتي
uploads-room = المساحة المستخدمة
uploads-used = { $used } من { $quota } م.ب
uploads-unused =
    { $n ->
        [zero] تُحذف الملفات غير المرفقة بمشاركة أو مسودة فورًا.
        [one] تُحذف الملفات غير المرفقة بمشاركة أو مسودة بعد يوم واحد.
        [two] تُحذف الملفات غير المرفقة بمشاركة أو مسودة بعد يومين.
        [few] تُحذف الملفات غير المرفقة بمشاركة أو مسودة بعد { $n } أيام.
        [many] تُحذف الملفات غير المرفقة بمشاركة أو مسودة بعد { $n } يومًا.
       *[other] تُحذف الملفات غير المرفقة بمشاركة أو مسودة بعد { $n } يوم.
    }
uploads-empty = لا ملفات بعد
uploads-empty-text = يظهر هنا ما ترفقه بمواضيعك وردودك.
uploads-on = مرفق بـ
uploads-loose = غير مرفق بأي مشاركة
uploads-draft = إحدى مسوداتك

problem-media-type = هذا النوع من الملفات غير مقبول. المقبول: الصور وملفات PDF وأوفيس وCSV وDWG وDXF وSTEP.
problem-quota = لا مساحة كافية: لكل عضو { $limit } م.ب. احذف ما لم تعد تحتاجه من الإعدادات، ملفاتي.
problem-file-gone = أحد الملفات لم يعد موجودًا أو أُرفق بمشاركة أخرى. أرفقه من جديد.

export-files = ملفاتك
export-file-name = الاسم
export-file-type = النوع
export-file-size = البايتات
export-file-alt = الوصف
flash-file-in-use = الملف مرفق بمشاركة منشورة أو تنتظر الموافقة. أزله منها أولًا.
