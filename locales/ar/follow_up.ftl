# ما يتبع الدورات: سحب التقييم، والاختبارات، والرسائل، وأسباب الرفض.
evaluation-take-back = اسحب تقييمي
flash-evaluation-taken-back = سُحب تقييمك.
