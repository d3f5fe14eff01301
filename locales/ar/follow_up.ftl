# ما يتبع الدورات: سحب التقييم، والاختبارات، والرسائل، وأسباب الرفض.
evaluation-take-back = اسحب تقييمي
flash-evaluation-taken-back = سُحب تقييمك.
seat-reason-quoted = كتب المنظّم:
seat-refusal-cancelled = لن تُقام هذه الدورة.
seat-refusal-over = انتهت هذه الدورة.
seat-refusal-not-yet = لم يُفتح الحجز بعد.
seat-refusal-closed = أُغلق الحجز.
seat-refusal-elsewhere = يتم الحجز لدى المنظّم بطريقة أخرى.
seat-refusal-full = لم يتبقَّ أي مقعد.
training-answers = جاءت هذه الدورة استجابةً لطلب:
trainings-ahead = الدورات القادمة
seat-passed = اجتاز الاختبار
desk-exam = تنتهي هذه الدورة باختبار، ولا تصدر الشهادة إلا لمن تسجّل اجتيازه. ويمكنك إدخال النتائج لاحقًا.
certificate-title-exam = شهادة اجتياز
certificate-for-exam = لاجتياز اختبار الدورة التدريبية
certificate-proof = الإثبات
certificate-proof-exam = اجتياز الاختبار
